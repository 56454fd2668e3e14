// An eventsource parser fed with whatever piece comes: calls back with the data of each event.
export function eventParser(onData) {
  let rest = '';
  let data = [];
  return (text) => {
    rest += text;
    for (let end; (end = rest.search(/\r\n|\n|\r(?!$)/)) >= 0;) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + (rest.startsWith('\r\n', end) ? 2 : 1));
      if (line === '') {
        if (data.length) onData(data.join('\n'));
        data = [];
      } else if (line.startsWith('data:')) {
        data.push(line.slice(line[5] === ' ' ? 6 : 5));
      }
    }
  };
}
