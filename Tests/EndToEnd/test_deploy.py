"""The files of `deploy/` name what is there: flags, ports, paths, times and metrics that the binary knows."""

import json
import os
import pathlib
import re
import shlex
import shutil
import stat
import subprocess

import httpx
import kubernetes_validate
import promql_parser
import pytest
import yaml

from harness import deployed
from harness.deployed import CONFIGURATIONS, DEPLOY
from harness.process import ROOT, Sluice, run

GUIDES = sorted((ROOT / "Sources/sluice/sluice.docc").glob("*.md"))
WITH_COMMANDS = [*sorted(path for path in DEPLOY.rglob("*") if path.is_file()), *GUIDES, ROOT / "README.md"]
MANIFESTS = ["namespace", "deployment", "service", "autoscaling", "disruption", "network", "ingress"]


def seconds(text):
    """A time as the configuration writes it."""
    return float(text[:-1]) * {"s": 1, "m": 60, "h": 3600}[text[-1]]


def size(text):
    """A number of bytes as the configuration, nginx, Caddy, Docker, Kubernetes and systemd write it."""
    number, unit = re.fullmatch(r"(\d+)([kKMmGg])i?B?", str(text)).groups()
    return int(number) << {"k": 10, "m": 20, "g": 30}[unit.lower()]


def port(address):
    return int(str(address).rsplit(":", 1)[1])


def listen(configuration):
    entry = configuration["listen"]
    return entry["address"] if isinstance(entry, dict) else entry


def stage(configuration, name):
    return next(stage[name] for stage in configuration["chain"] if isinstance(stage, dict) and name in stage)


def manifest(name):
    return list(yaml.safe_load_all((DEPLOY / f"kubernetes/{name}.yaml").read_text()))


def unit():
    """The directives of the unit, each with its values in their order."""
    found = {}
    for line in (DEPLOY / "sluice.service").read_text().splitlines():
        if line and line[0] not in "#[":
            name, value = line.split("=", 1)
            found.setdefault(name, []).append(value)
    return found


@pytest.fixture(scope="module")
def dockerfile():
    """The instructions of the last stage, each with its arguments in their order."""
    text = (DEPLOY / "Dockerfile").read_text().replace("\\\n", " ")
    stages = re.split(r"^FROM .*$", text, flags=re.M)
    found = {}
    for line in stages[-1].splitlines():
        if line and not line.startswith("#"):
            name, value = line.split(" ", 1)
            found.setdefault(name, []).append(value.strip())
    return found


@pytest.fixture(scope="module")
def help_of():
    """What the binary says of a subcommand."""
    texts = {}

    def help_of(*command):
        if command not in texts:
            done = run(*command, "--help")
            assert done.returncode == 0, f"sluice {shlex.join(command)}: {done.stderr}"
            texts[command] = done.stdout
        return texts[command]

    return help_of


# Configurations and commands


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_a_configuration_loads(tmp_path, name):
    path = deployed.install(name, tmp_path)
    done = run("serve", "--config", path, "--check-only", **deployed.SECRETS)
    assert (done.returncode, done.stderr) == (0, "")
    assert "configuration ok" in done.stdout


@pytest.mark.parametrize("name", CONFIGURATIONS[2:])
def test_a_configuration_of_containers_differs_from_the_teams_in_its_places_only(name):
    team, other = deployed.configuration("team.yaml"), deployed.configuration(name)
    for part in ("chain", "routes"):
        assert other[part] == team[part]


COMMAND = re.compile(r"(?:^|[\s`/])sluice ([a-z]+(?: +[^\s`|;&<>#)]+)*)")


def commands():
    """The words behind every `sluice` that is written in the files and the guides."""
    found = set()
    for path in WITH_COMMANDS:
        text = path.read_text().replace("\\\n", " ")
        if path.suffix == ".md":
            text = "\n".join(re.findall(r"```sh\n(.*?)```", text, re.S) + re.findall(r"`(sluice [^`\n]+)`", text))
        found.update(COMMAND.findall(text))
    return sorted(found)


def subcommands(text):
    """What a help text lists under that heading."""
    return re.findall(r"^  ([a-z]+) ", text.split("SUBCOMMANDS:")[-1], re.M) if "SUBCOMMANDS:" in text else []


def test_every_command_that_is_written_down_is_one(help_of):
    seen = set()
    for line in commands():
        words, command, text = line.split(), (), help_of()
        while words and words[0] in subcommands(text):
            command += (words.pop(0),)
            text = help_of(*command)
        if command:
            seen.add(command)
            for option in re.findall(r"(?<=\s)(--[a-z-]+)", line):
                assert re.search(rf"{option}\b", text), f"there is no {option} in: sluice {line}"
    assert {("serve",), ("keys", "new"), ("check",)} <= seen


def test_the_unit_starts_what_is_installed(tmp_path):
    start = shlex.split(unit()["ExecStart"][0])
    assert start[0] == "/usr/local/bin/sluice"
    deployed.install("team.yaml", tmp_path)
    done = run(*shlex.split(deployed.moved(shlex.join(start[1:]), tmp_path)), "--check-only")
    assert done.returncode == 0, done.stderr
    reload = shlex.split(unit()["ExecReload"][0])
    admin = deployed.configuration("team.yaml")["admin"]["listen"]
    assert reload == [start[0], "reload", "--admin", admin]


def test_the_image_starts_what_is_in_it(dockerfile, tmp_path):
    start = json.loads(dockerfile["ENTRYPOINT"][0]) + json.loads(dockerfile["CMD"][0])
    assert start[0] == "sluice"
    deployed.install("container.yaml", tmp_path)
    moved = [deployed.moved(word, tmp_path) for word in start[1:]]
    assert run(*moved, "--check-only", **deployed.SECRETS).returncode == 0


def test_a_pod_starts_what_is_mounted(tmp_path):
    container = manifest("deployment")[0]["spec"]["template"]["spec"]["containers"][0]
    config = container["args"][container["args"].index("--config") + 1]
    path = deployed.install("kubernetes/sluice.yaml", tmp_path)
    place = pathlib.Path(deployed.moved(config, tmp_path))
    place.parent.mkdir()
    path.rename(place)
    mount_as_configmap(tmp_path / "etc/sluice/rules/house", DEPLOY / "kubernetes/house.rules.yaml")
    moved = [deployed.moved(word, tmp_path) for word in container["args"]]
    done = run(*moved, "--check-only")
    assert done.returncode == 0, done.stderr
    files = [*deployed.RULES.glob("*.rules.yaml"), DEPLOY / "kubernetes/house.rules.yaml"]
    count = sum(len(yaml.safe_load(file.read_text())["rules"]) for file in files)
    assert f"configuration ok: {count} rules" in done.stdout


def mount_as_configmap(folder, *files):
    """Lays files out as the kubelet does: links into a folder that is a link to a folder with dots."""
    data = folder / "..2026_11_29"
    data.mkdir(parents=True)
    (folder / "..data").symlink_to(data.name)
    for file in files:
        shutil.copy(file, data)
        (folder / file.name).symlink_to(f"..data/{file.name}")


def test_what_the_image_asks_for_its_health(dockerfile, tmp_path):
    command = json.loads(dockerfile["HEALTHCHECK"][0].split("CMD ")[1])
    admin = port(deployed.configuration("container.yaml")["admin"]["listen"])
    changes = {"0.0.0.0:8080": "127.0.0.1:0", f"0.0.0.0:{admin}": "127.0.0.1:0"}
    path = deployed.install("container.yaml", tmp_path, changes)
    sluice = Sluice("--config", path, **deployed.SECRETS).wait_until_it_listens()

    def ask(number):
        asked = [word.replace(f"/{admin} ", f"/{number} ") for word in command]
        assert asked != command
        return subprocess.run(asked, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL).returncode

    assert ask(sluice.admin_port) == 0
    assert ask(sluice.port) != 0
    sluice.stop()
    assert ask(sluice.admin_port) != 0


# Numbers that have to agree


def test_whoever_ends_sluice_waits_longer_than_it_drains():
    drain = {name: seconds(deployed.configuration(name)["limits"]["drain"]) for name in CONFIGURATIONS[1:]}
    assert float(unit()["TimeoutStopSec"][0]) > drain["team.yaml"]
    compose = deployed.configuration("compose.yaml")["services"]["sluice"]
    assert seconds(compose["stop_grace_period"]) > drain["container.yaml"]
    pod = manifest("deployment")[0]["spec"]["template"]["spec"]
    sleep = pod["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"]
    assert pod["terminationGracePeriodSeconds"] > sleep + drain["kubernetes/sluice.yaml"]


def test_whoever_stands_in_front_waits_longer_than_sluice_and_takes_bodies_as_large():
    team = deployed.configuration("team.yaml")
    longest = max(
        seconds(upstream.get(name, default))
        for upstream in team["upstreams"].values()
        for name, default in (("first_byte_timeout", "600s"), ("idle_timeout", "300s")))
    largest = size(stage(team, "body_limit"))
    nginx, caddy = (DEPLOY / "nginx.conf").read_text(), (DEPLOY / "Caddyfile").read_text()
    ingress = manifest("ingress")[0]["metadata"]["annotations"]
    waits = [re.search(r"proxy_read_timeout (\S+);", nginx)[1], re.search(r"response_header_timeout (\S+)", caddy)[1]]
    waits.append(ingress["nginx.ingress.kubernetes.io/proxy-read-timeout"] + "s")
    bodies = [re.search(r"client_max_body_size (\S+);", nginx)[1], re.search(r"max_size (\S+)", caddy)[1]]
    bodies.append(ingress["nginx.ingress.kubernetes.io/proxy-body-size"])
    assert all(seconds(wait) > longest for wait in waits), waits
    assert [size(body) for body in bodies] == [largest] * 3


def test_what_may_be_held_fits_into_the_memory_that_is_given():
    held = {name: size(deployed.configuration(name)["limits"]["held_bytes"]) for name in CONFIGURATIONS[1:]}
    given = {
        "team.yaml": size(unit()["MemoryMax"][0]),
        "container.yaml": size(deployed.configuration("compose.yaml")["services"]["sluice"]["mem_limit"]),
        "kubernetes/sluice.yaml": size(
            manifest("deployment")[0]["spec"]["template"]["spec"]["containers"][0]["resources"]["limits"]["memory"]),
    }
    assert all(held[name] * 3 <= given[name] for name in held)


def test_there_are_more_descriptors_than_connections_twice_over():
    connections = deployed.configuration("team.yaml")["limits"]["connections"]
    compose = deployed.configuration("compose.yaml")["services"]["sluice"]
    for descriptors in (int(unit()["LimitNOFILE"][0]), compose["ulimits"]["nofile"]):
        assert descriptors > 2 * connections


# The unit


def test_the_unit_gives_every_credential_and_folder_that_the_configuration_names():
    directives, text = unit(), (DEPLOY / "team.yaml").read_text()
    given = {value.split(":")[0] for value in directives["LoadCredential"]}
    assert given == set(re.findall(r"/run/credentials/sluice\.service/([\w-]+)", text))
    assert directives["StateDirectory"] == ["sluice"] and "/var/lib/sluice/" in text
    assert directives["LogsDirectory"] == ["sluice"] and "/var/log/sluice/" in text
    assert "MemoryDenyWriteExecute" not in directives


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze")
def test_systemd_understands_the_unit(tmp_path):
    path = tmp_path / "sluice.service"
    path.write_text((DEPLOY / "sluice.service").read_text().replace("/usr/local/bin/sluice", "/bin/true"))
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", path], capture_output=True, text=True)
    assert [line for line in done.stderr.splitlines() if "sluice.service" in line] == []
    rated = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", path], capture_output=True, text=True)
    assert rated.returncode == 0, rated.stdout


# Compose


def test_compose_gives_what_the_configuration_and_nginx_name(dockerfile):
    compose, configuration = deployed.configuration("compose.yaml"), deployed.configuration("container.yaml")
    sluice = compose["services"]["sluice"]
    named = {upstream["key_env"] for upstream in configuration["upstreams"].values()}
    assert set(sluice["environment"]) == named | {configuration["admin"]["token_env"]}
    mounts = dict(mount.split(":")[:2] for mount in sluice["volumes"])
    assert mounts["./container.yaml"] == json.loads(dockerfile["CMD"][0])[-1]
    assert mounts["./house"] == "/etc/sluice/rules/house" and "/etc/sluice/rules/house" in dockerfile["RUN"][0]
    volumes = {place for name, place in mounts.items() if name in compose["volumes"]}
    assert volumes == set(json.loads(dockerfile["VOLUME"][0]))
    for path in (configuration["clients"], configuration["decision_log"]["file"], configuration["access_log"]["file"]):
        assert any(path.startswith(f"{place}/") for place in volumes)
    ports = {port(listen(configuration)), port(configuration["admin"]["listen"])}
    assert ports == set(map(int, dockerfile["EXPOSE"][0].split()))
    assert sluice["ports"] == [f"127.0.0.1:{port(configuration['admin']['listen'])}:8081"]
    address = sluice["networks"]["front"]["ipv4_address"]
    assert f"server {address}:{port(listen(configuration))};" in (DEPLOY / "compose.nginx.conf").read_text()
    assert [compose["networks"]["front"]["ipam"]["config"][0]["subnet"]] == configuration["trusted_proxies"]


def test_nginx_in_compose_is_the_same_site():
    def directives(name):
        lines = (DEPLOY / name).read_text().splitlines()
        return [line for line in lines if line and not re.match(r"#| *server \d| *ssl_certificate", line)]

    assert directives("compose.nginx.conf") == directives("nginx.conf")
    mounts = deployed.configuration("compose.yaml")["services"]["nginx"]["volumes"]
    assert "./compose.nginx.conf:/etc/nginx/conf.d/default.conf:ro" in mounts
    assert "./certificates:/etc/nginx/certificates:ro" in mounts


# Kubernetes


@pytest.mark.parametrize("version", ["1.30", "1.37"])
@pytest.mark.parametrize("name", MANIFESTS)
def test_a_manifest_is_what_kubernetes_expects(name, version):
    for document in manifest(name):
        kubernetes_validate.validate(document, version, strict=True)


def test_the_manifests_agree_with_each_other_and_with_the_configuration():
    configuration = deployed.configuration("kubernetes/sluice.yaml")
    deployment, = manifest("deployment")
    pod = deployment["spec"]["template"]
    container, = pod["spec"]["containers"]
    ports = {entry["name"]: entry["containerPort"] for entry in container["ports"]}
    assert ports == {"traffic": port(listen(configuration)), "admin": port(configuration["admin"]["listen"])}
    labels = pod["metadata"]["labels"].items()
    services, network = manifest("service"), manifest("network")[0]["spec"]
    selectors = [deployment["spec"]["selector"]["matchLabels"], network["podSelector"]["matchLabels"]]
    selectors += [service["spec"]["selector"] for service in services]
    selectors.append(manifest("disruption")[0]["spec"]["selector"]["matchLabels"])
    assert all(selector.items() <= labels for selector in selectors)
    named = [entry["targetPort"] for service in services for entry in service["spec"]["ports"]]
    named += [entry["port"] for rule in network["ingress"] for entry in rule["ports"]]
    named += [container[probe]["httpGet"]["port"] for probe in ("startupProbe", "readinessProbe", "livenessProbe")]
    assert set(named) == set(ports)
    backend = manifest("ingress")[0]["spec"]["rules"][0]["http"]["paths"][0]["backend"]["service"]
    assert backend["name"] == services[0]["metadata"]["name"]
    assert backend["port"]["name"] in {entry["name"] for entry in services[0]["spec"]["ports"]}
    target = manifest("autoscaling")[0]["spec"]["scaleTargetRef"]
    assert (target["kind"], target["name"]) == (deployment["kind"], deployment["metadata"]["name"])
    assert "replicas" not in deployment["spec"]


def test_a_pod_has_every_file_that_its_configuration_names():
    text = (DEPLOY / "kubernetes/sluice.yaml").read_text()
    deployment, = manifest("deployment")
    spec = deployment["spec"]["template"]["spec"]
    mounts = {entry["mountPath"]: entry["name"] for entry in spec["containers"][0]["volumeMounts"]}
    volumes = {entry["name"]: entry for entry in spec["volumes"]}
    assert set(mounts.values()) == set(volumes)
    guide = (ROOT / "Sources/sluice/sluice.docc/BehindAProxy.md").read_text()
    secrets = {name: re.findall(r"--from-file=([\w.-]+)", line) for name, line in
               re.findall(r"create secret generic ([\w-]+)(.*)", guide)}
    for folder, file in re.findall(r"(/etc/sluice/(?:keys|clients))/([\w.-]+)", text):
        assert file in secrets[volumes[mounts[folder]]["secret"]["secretName"]]
    kustomization = deployed.configuration("kubernetes/kustomization.yaml")
    maps = {entry["name"]: entry for entry in kustomization["configMapGenerator"]}
    assert {volume["configMap"]["name"] for volume in volumes.values() if "configMap" in volume} == set(maps)
    for entry in maps.values():
        assert all((DEPLOY / "kubernetes" / file).is_file() for file in entry["files"])
    assert maps["sluice-rules"]["options"] == {"disableNameSuffixHash": True}
    listed = set(kustomization["resources"])
    assert listed == {f"{name}.yaml" for name in MANIFESTS} - {"ingress.yaml"}


# Monitoring


@pytest.fixture(scope="module")
def metrics(tmp_path_factory):
    """The names and labels of a running binary's metrics, with the logs of a team on."""
    changes = {"127.0.0.1:8080": "127.0.0.1:0", "127.0.0.1:8081": "127.0.0.1:0"}
    path = deployed.install("team.yaml", tmp_path_factory.mktemp("metrics"), changes)
    sluice = Sluice("--config", path).wait_until_it_listens()
    try:
        httpx.get(f"{sluice.url}/v1/models", trust_env=False)
        text = httpx.get(f"http://127.0.0.1:{sluice.admin_port}/metrics", trust_env=False).text
    finally:
        sluice.stop()
    found = {name: set() for name in re.findall(r"^# TYPE (\w+)", text, re.M)}
    for name, labels in re.findall(r"^(\w+)\{(.*)\} ", text, re.M):
        labels = set(re.findall(r'(\w+)="', labels))
        found[name if name in found else re.sub("_(bucket|sum|count)$", "", name)] |= labels - {"le"}
    return found


@pytest.fixture(scope="module")
def listed():
    """The metrics in the guide, each with its labels."""
    guide = (ROOT / "Sources/sluice/sluice.docc/Operating.md").read_text()
    rows = re.findall(r"^\| (`sluice_.*?) \|", guide, re.M)
    found = re.findall(r"`(sluice_\w+)(?:\{(.*?)\})?`", "".join(rows))
    return {name: set(re.findall(r"\w+", re.sub(r'="\w+"', "", labels))) for name, labels in found}


def expressions():
    """What the alerts and the panels ask for."""
    found = []
    alerts = deployed.configuration("monitoring/alerts.yaml")
    for rule in (rule for group in alerts["groups"] for rule in group["rules"]):
        found.append(pytest.param(rule["expr"], id=rule["alert"]))
    dashboard = json.loads((DEPLOY / "monitoring/dashboard.json").read_text())
    for panel in dashboard["panels"]:
        for target in panel["targets"]:
            text = target["expr"].replace("$__rate_interval", "5m").replace("$job", ".*").replace("$instance", ".*")
            found.append(pytest.param(text, id=f"{panel['title']}-{target['refId']}"))
    return found


@pytest.mark.parametrize("expression", expressions())
def test_an_expression_asks_for_metrics_and_labels_that_there_are(listed, expression):
    promql_parser.parse(expression)
    selectors = re.findall(r"(sluice_\w+)(?:\{(.*?)\})?", expression)
    assert selectors or expression.startswith("up{")
    for name, matchers in selectors:
        asked = set(re.findall(r"(\w+)(?:=~|!=|!~|=)", matchers))
        assert asked - {"job", "instance"} <= listed[name.removesuffix("_bucket")]


def test_every_metric_is_in_the_guide_and_every_one_of_the_guide_is_there(metrics, listed):
    assert set(listed) == set(metrics)
    assert all(labels <= listed[name] for name, labels in metrics.items())


def test_every_alert_is_explained_and_no_other():
    guide = (ROOT / "Sources/sluice/sluice.docc/Watching.md").read_text()
    rules = [rule for group in deployed.configuration("monitoring/alerts.yaml")["groups"] for rule in group["rules"]]
    assert re.findall(r"^\| `(Sluice\w+)` \|", guide, re.M) == [rule["alert"] for rule in rules]
    for rule in rules:
        assert rule["labels"]["severity"] in ("critical", "warning", "info")
        assert set(rule["annotations"]) == {"summary", "description"}


def test_the_dashboard_is_a_grid_without_overlaps():
    panels = json.loads((DEPLOY / "monitoring/dashboard.json").read_text())["panels"]
    assert len({panel["id"] for panel in panels}) == len({panel["title"] for panel in panels}) == len(panels)
    taken = set()
    for place in (panel["gridPos"] for panel in panels):
        cells = {(x, y) for x in range(place["x"], place["x"] + place["w"]) for y in range(place["y"], place["y"] + place["h"])}
        assert max(x for x, _ in cells) < 24 and not cells & taken
        taken |= cells


def test_prometheus_asks_where_the_admin_port_is():
    configuration = deployed.configuration("monitoring/prometheus.yaml")
    host, pods = configuration["scrape_configs"]
    assert host["static_configs"][0]["targets"] == [deployed.configuration("team.yaml")["admin"]["listen"]]
    service = manifest("service")[1]
    assert pods["dns_sd_configs"] == [{
        "names": [f"{service['metadata']['name']}.sluice.svc"], "type": "A", "port": service["spec"]["ports"][0]["port"]}]
    assert ("authorization" in host, "authorization" in pods) == tuple(
        any(field.startswith("token_") for field in deployed.configuration(name)["admin"])
        for name in ("team.yaml", "kubernetes/sluice.yaml"))
    assert all((DEPLOY / "monitoring" / name).is_file() for name in configuration["rule_files"])


# The release


@pytest.fixture
def release(tmp_path):
    """Runs the script with a Swift of the test's own, whose build gives a script that knows its version."""
    (tmp_path / "bin").mkdir()
    built = tmp_path / "built"
    built.mkdir()
    (built / "sluice").write_bytes(open("/bin/true", "rb").read())
    for name, text in {
        "swift": f'case "$*" in *--show-bin-path*) echo {built} ;; *) echo "swift $*" >>{tmp_path}/calls ;; esac',
        "strip": f'echo "strip $*" >>{tmp_path}/calls; printf "#!/bin/sh\\necho 1.2.3\\n" >"$3"; chmod +x "$3"',
        "ldd": 'echo "libc.so.6 => /lib/libc.so.6"',
    }.items():
        path = tmp_path / "bin" / name
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def release(*arguments):
        environment = {**os.environ, "PATH": f"{tmp_path}/bin:{os.environ['PATH']}"}
        return subprocess.run(
            [DEPLOY / "release", *map(str, arguments)], cwd=tmp_path, env=environment, capture_output=True, text=True,
            stdin=subprocess.DEVNULL)

    release.folder = tmp_path
    return release


def test_a_release_is_a_stripped_binary_whose_size_is_said(release):
    done = release("--jobs", 2, "out")
    assert done.returncode == 0, done.stderr
    swift, strip = (release.folder / "calls").read_text().splitlines()
    assert swift.startswith("swift build -c release --product sluice --static-swift-stdlib ")
    assert swift.endswith("--jobs 2")
    assert strip == f"strip --strip-all -o {release.folder}/out/sluice {release.folder}/built/sluice"
    sizes = [(release.folder / place / "sluice").stat().st_size for place in ("out", "built")]
    assert done.stdout.splitlines()[0] == f"sluice 1.2.3: {sizes[0]} bytes, {sizes[1]} before it was stripped"
    assert "  libc.so.6" in done.stdout


def test_an_archive_holds_what_a_server_needs(release):
    done = release("--archive", "out")
    assert done.returncode == 0, done.stderr
    name = f"sluice-1.2.3-{os.uname().machine}"
    subprocess.run(["sha256sum", "--check", "--quiet", f"{name}.tar.gz.sha256"], cwd=release.folder / "out", check=True)
    listed = subprocess.run(
        ["tar", "--list", "--file", release.folder / "out" / f"{name}.tar.gz"], capture_output=True, text=True, check=True)
    names = set(listed.stdout.split())
    for file in ("sluice", "LICENSE", "rules/secrets/general.rules.yaml", "deploy/team.yaml", "deploy/sluice.service"):
        assert f"{name}/{file}" in names


@pytest.mark.parametrize(("arguments", "said"), [
    (["--fast"], "there is no option --fast"), (["--jobs"], "--jobs takes a number"), (["--jobs", "0"], "--jobs takes a number"),
    (["a", "b"], "more than one folder: a, b"),
])
def test_a_release_that_is_asked_for_wrongly_builds_nothing(release, arguments, said):
    done = release(*arguments)
    assert done.returncode == 2 and said in done.stderr and "usage:" in done.stderr
    assert not (release.folder / "calls").exists()


def test_the_release_script_explains_itself(release):
    done = release("--help")
    assert done.returncode == 0 and done.stdout.startswith("usage: deploy/release") and done.stderr == ""
