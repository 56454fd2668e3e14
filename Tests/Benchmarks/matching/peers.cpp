// What Hyperscan and PCRE2 need for the texts and sets of make-inputs.py.
//
//   g++ -O2 -std=c++17 -o peers peers.cpp $(pkg-config --cflags --libs libhs libpcre2-8)
//   peers SET TEXT hyperscan|pcre2 whole|pieces [--spans] [--wait] [--rounds N] [--piece N] [--text N] [--seconds N]
//
// A set is a list (id, literal or regex, flags, pattern, tabs between them). A round goes over the whole text, or ends
// after some seconds; the time is the thread's processor time. Lines of JSON go to standard output: one when the set is
// compiled, one for each round. With --wait a round begins when a line comes in. A stream ends and the next begins at
// every N bytes of --text (0: one stream); whole texts are cut likewise. --spans asks Hyperscan for where a match
// begins (HS_FLAG_SOM_LEFTMOST), which PCRE2 always says.

#define PCRE2_CODE_UNIT_WIDTH 8
#include <hs/hs.h>
#include <pcre2.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace {

struct Entry {
    std::string regex;
    bool isLiteral;
    bool isCaseless;
};

struct Options {
    std::string set, text, engine, mode;
    bool spans = false, waits = false;
    int rounds = 5;
    size_t piece = 4;
    size_t textLength = 4096;
    double seconds = 5;
};

struct Sample {
    double seconds = 0;
    size_t bytes = 0, pieces = 0, hits = 0;
};

struct Compiled {
    double seconds = 0;
    size_t refused = 0, codeBytes = 0, stateBytes = 0;
};

[[noreturn]] void fail(const std::string& message) {
    fprintf(stderr, "peers: %s\n", message.c_str());
    exit(2);
}

double now() {
    timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return time.tv_sec + time.tv_nsec * 1e-9;
}

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) fail("can't read " + path);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<Entry> readSet(const std::string& path) {
    std::istringstream lines(read(path));
    std::vector<Entry> entries;
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::string> fields;
        size_t start = 0;
        for (int field = 0; field < 3; field++) {
            size_t tab = line.find('\t', start);
            if (tab == std::string::npos) fail("no entry: " + line);
            fields.push_back(line.substr(start, tab - start));
            start = tab + 1;
        }
        entries.push_back({line.substr(start), fields[1] == "literal", fields[2].find('i') != std::string::npos});
    }
    return entries;
}

// A literal as a regex, for engines that are given both kinds at once.
std::string escaped(const std::string& literal) {
    std::string result;
    for (char c : literal) {
        if (ispunct(static_cast<unsigned char>(c))) result += '\\';
        result += c;
    }
    return result;
}

// The lengths of the texts that a text is cut into, never inside a character.
std::vector<size_t> texts(const std::string& text, size_t wanted) {
    std::vector<size_t> lengths;
    for (size_t start = 0; start < text.size();) {
        size_t end = wanted ? std::min(start + wanted, text.size()) : text.size();
        while (end < text.size() && (text[end] & 0xC0) == 0x80) end++;
        lengths.push_back(end - start);
        start = end;
    }
    return lengths;
}

class Hyperscan {
public:
    Hyperscan(const std::vector<Entry>& entries, const Options& options, Compiled& compiled) : isStream(options.mode == "pieces") {
        double begin = now();
        std::vector<const Entry*> taken;
        for (auto& entry : entries) taken.push_back(&entry);
        // The compiler names one culprit at a time; asking for each alone is quicker where there are many.
        if (options.spans) {
            for (auto it = taken.begin(); it != taken.end();) {
                hs_database_t* alone = compile({*it}, options);
                hs_free_database(alone);
                it = alone ? it + 1 : taken.erase(it);
            }
        }
        while (!(database = compile(taken, options)) && culprit >= 0) taken.erase(taken.begin() + culprit);
        if (!database) fail("Hyperscan: " + fault);
        compiled.refused = entries.size() - taken.size();
        compiled.seconds = now() - begin;
        if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS) fail("no scratch");
        hs_database_size(database, &compiled.codeBytes);
        if (isStream) hs_stream_size(database, &compiled.stateBytes);
    }

    void run(const char* text, size_t length, size_t piece, Sample& sample) {
        if (!isStream) {
            hs_scan(database, text, length, 0, scratch, count, &sample.hits);
            sample.pieces++;
            return;
        }
        if (!stream) hs_open_stream(database, 0, &stream);
        for (size_t at = 0; at < length; at += piece, sample.pieces++) {
            hs_scan_stream(stream, text + at, std::min(piece, length - at), 0, scratch, count, &sample.hits);
        }
        hs_reset_stream(stream, 0, scratch, count, &sample.hits);
    }

private:
    static int count(unsigned, unsigned long long, unsigned long long, unsigned, void* hits) {
        ++*static_cast<size_t*>(hits);
        return 0;
    }

    hs_database_t* compile(const std::vector<const Entry*>& entries, const Options& options) {
        bool areLiterals = std::all_of(entries.begin(), entries.end(), [](auto e) { return e->isLiteral; });
        std::vector<std::string> texts;
        std::vector<const char*> pointers;
        std::vector<unsigned> flags, ids;
        std::vector<size_t> lengths;
        for (auto entry : entries) {
            texts.push_back(entry->isLiteral && !areLiterals ? escaped(entry->regex) : entry->regex);
            lengths.push_back(texts.back().size());
            unsigned own = entry->isCaseless ? HS_FLAG_CASELESS : 0;
            if (!areLiterals) own |= HS_FLAG_UTF8;
            if (options.spans) own |= HS_FLAG_SOM_LEFTMOST;
            flags.push_back(own);
            ids.push_back(ids.size());
        }
        for (auto& text : texts) pointers.push_back(text.c_str());
        unsigned mode = isStream ? HS_MODE_STREAM : HS_MODE_BLOCK;
        if (isStream && options.spans) mode |= HS_MODE_SOM_HORIZON_LARGE;
        hs_database_t* result = nullptr;
        hs_compile_error_t* error = nullptr;
        hs_error_t status = areLiterals
            ? hs_compile_lit_multi(pointers.data(), flags.data(), ids.data(), lengths.data(), pointers.size(), mode, nullptr, &result, &error)
            : hs_compile_multi(pointers.data(), flags.data(), ids.data(), pointers.size(), mode, nullptr, &result, &error);
        if (status == HS_SUCCESS) return result;
        culprit = error->expression;
        fault = error->message;
        hs_free_compile_error(error);
        return nullptr;
    }

    bool isStream;
    int culprit = -1;
    std::string fault;
    hs_database_t* database = nullptr;
    hs_scratch_t* scratch = nullptr;
    hs_stream_t* stream = nullptr;
};

// Every rule in its turn, over the whole text or, for each piece, from where it is undecided.
class PCRE2 {
public:
    PCRE2(const std::vector<Entry>& entries, const Options& options, Compiled& compiled) : isStream(options.mode == "pieces") {
        double begin = now();
        for (auto& entry : entries) {
            std::string regex = entry.isLiteral ? escaped(entry.regex) : entry.regex;
            int error;
            PCRE2_SIZE place;
            uint32_t flags = PCRE2_UTF | PCRE2_NO_UTF_CHECK | (entry.isCaseless ? PCRE2_CASELESS : 0);
            auto code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(regex.data()), regex.size(), flags, &error, &place, nullptr);
            if (!code || pcre2_jit_compile(code, PCRE2_JIT_COMPLETE | PCRE2_JIT_PARTIAL_HARD)) {
                compiled.refused++;
                continue;
            }
            size_t size = 0;
            pcre2_pattern_info(code, PCRE2_INFO_JITSIZE, &size);
            compiled.codeBytes += size;
            codes.push_back(code);
        }
        compiled.seconds = now() - begin;
        compiled.stateBytes = codes.size() * sizeof(size_t);
        data = pcre2_match_data_create(64, nullptr);
        context = pcre2_match_context_create(nullptr);
        pcre2_set_match_limit(context, 100'000);
        pcre2_jit_stack_assign(context, nullptr, pcre2_jit_stack_create(32 << 10, 1 << 20, nullptr));
    }

    void run(const char* text, size_t length, size_t piece, Sample& sample) {
        std::vector<size_t> positions(codes.size(), 0);
        if (!isStream) {
            for (size_t rule = 0; rule < codes.size(); rule++) search(rule, text, length, true, positions[rule], sample);
            sample.pieces++;
            return;
        }
        for (size_t at = 0; at < length; at += piece, sample.pieces++) {
            size_t end = std::min(at + piece, length);
            // Only whole characters can be given to it.
            while (end < length && end > 0 && (text[end] & 0xC0) == 0x80) end--;
            for (size_t rule = 0; rule < codes.size(); rule++) search(rule, text, end, end == length, positions[rule], sample);
        }
    }

private:
    void search(size_t rule, const char* text, size_t end, bool isLast, size_t& position, Sample& sample) {
        uint32_t flags = PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY | (isLast ? 0 : PCRE2_PARTIAL_HARD);
        while (position < end) {
            int result = pcre2_jit_match(codes[rule], reinterpret_cast<PCRE2_SPTR>(text), end, position, flags, data, context);
            size_t* vector = pcre2_get_ovector_pointer(data);
            if (result > 0) {
                sample.hits++;
                position = std::max(vector[1], position + 1);
            } else if (result == PCRE2_ERROR_PARTIAL) {
                position = vector[0];
                return;
            } else {
                position = end;
            }
        }
    }

    bool isStream;
    std::vector<pcre2_code*> codes;
    pcre2_match_data* data;
    pcre2_match_context* context;
};

template <class Engine>
void measure(const Options& options) {
    Compiled compiled;
    std::string text = read(options.text);
    Engine engine(readSet(options.set), options, compiled);
    auto lengths = texts(text, options.textLength);
    printf("{\"refused\":%zu,\"compile_seconds\":%.3f,\"code_bytes\":%zu,\"state_bytes\":%zu}\n", compiled.refused,
        compiled.seconds, compiled.codeBytes, compiled.stateBytes);
    fflush(stdout);
    for (int round = 0; round < options.rounds; round++) {
        if (options.waits) {
            for (int c; (c = getchar()) != '\n';) {
                if (c == EOF) return;
            }
        }
        Sample sample;
        const char* at = text.data();
        double begin = now();
        for (size_t length : lengths) {
            engine.run(at, length, options.piece, sample);
            at += length;
            sample.bytes += length;
            if (now() - begin > options.seconds) break;
        }
        sample.seconds = now() - begin;
        printf("{\"mb_per_second\":%.3f,\"ns_per_piece\":%.3f,\"bytes\":%zu,\"hits\":%zu}\n", sample.bytes / sample.seconds / 1e6,
            sample.seconds * 1e9 / sample.pieces, sample.bytes, sample.hits);
        fflush(stdout);
    }
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 5) fail("usage: peers SET TEXT hyperscan|pcre2 whole|pieces [options]");
    Options options;
    options.set = arguments[1];
    options.text = arguments[2];
    options.engine = arguments[3];
    options.mode = arguments[4];
    for (int index = 5; index < count; index++) {
        std::string name = arguments[index];
        if (name == "--spans" || name == "--wait") {
            (name == "--spans" ? options.spans : options.waits) = true;
            continue;
        }
        if (++index == count) fail(name + " takes a number");
        double value = atof(arguments[index]);
        if (name == "--rounds") options.rounds = static_cast<int>(value);
        else if (name == "--piece") options.piece = static_cast<size_t>(value);
        else if (name == "--text") options.textLength = static_cast<size_t>(value);
        else if (name == "--seconds") options.seconds = value;
        else fail("unknown option " + name);
    }
    if (options.rounds < 1 || options.piece < 1) fail("rounds and piece have to be at least 1");
    if (options.engine == "pcre2") measure<PCRE2>(options);
    else measure<Hyperscan>(options);
}
