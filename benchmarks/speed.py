"""What a night costs: a loopback site of many pages, visited in each state by this program, by its floor, by its peers.

    python benchmarks/speed.py [FOLDER] [--pages 500] [--rounds 3] [--only NAME ...] [--venvs DIR]
    python benchmarks/speed.py --pages 10000 --memory
    python benchmarks/speed.py --start-up

The pages are made by rule (20 to 300 KB, English and Japanese), or are the HTML files of FOLDER. The floor is Scrapy
with an empty callback on the same pages. Peers are installed by name into venvs of their own, and left out where that
fails. Processor time and memory include children; each figure is the median of the rounds, in which all programs take
turns.
"""

import argparse
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from statistics import median

from night import measure, programs, site

STATES = (
    site.State("first"),
    site.State("unchanged, 304"),
    site.State("nonces, 1st time", visit=1, noisy=True),
    site.State("nonces, 2nd time", visit=2, noisy=True, is_ours=True),
    site.State("nonces, 3rd time", visit=3, noisy=True, is_ours=True),
    site.State("nonces, 4th time", visit=4, noisy=True),
    site.State("nonces, 5 % edited", visit=5, noisy=True, edited_every=20),
)
LONG_STATES = STATES[:2]


def makers(chosen, venvs):
    """Give (name, label, function of folder and URLs) for each program; tell which peers are left out."""
    found = [
        ("floor", f"Scrapy {version('scrapy')}, empty callback", programs.Floor),
        ("monitor", f"monitor {version('policy-monitor')}", programs.Monitor),
    ]
    for name, (peer, label, make) in programs.PEERS.items():
        if chosen and name not in chosen:
            continue
        python, said = programs.installed(peer, venvs)
        if python is None:
            print(f"{peer} is left out: {said}", file=sys.stderr)
        else:
            found.append((name, label.format(said), programs.with_python(make, python)))
    return [one for one in found if not chosen or one[0] in {*chosen, "floor"}]


def night(server, made, folder):
    """Let all programs take turns at each state, each in a folder of its own; yield (state, name, what it cost)."""
    ready = {}
    for state in STATES:
        server.take(state)
        for name, _, make in made:
            if state.is_ours and name in programs.PEERS:
                continue
            if name not in ready:
                (folder / name).mkdir()
                ready[name] = make(folder / name, server.urls())
            cost = measure.run(ready[name].command, folder / name, programs.ENVIRONMENT)
            told = ready[name].told(cost)
            size = measure.disk(folder / name, without=ready[name].others)
            print(f"{state.name:20} {name:22} {cost.cpu:7.2f} s CPU {cost.wall:7.2f} s {told}", file=sys.stderr)
            yield state.name, name, (cost, told, size)


def print_table(results, made, count):
    """Print a row for each state and program."""
    print("| state | program | CPU, ms a page | × floor | pages/s | peak memory, MB | on disk, MB | told as changed |")
    print("|---|---|---|---|---|---|---|---|")
    for state in STATES:
        floor = results[state.name, "floor"]
        for name, label, _ in made:
            runs = results.get((state.name, name))
            if runs is None:
                continue
            cpu, wall, peak = (median(getattr(run[0], key) for run in runs) for key in ("cpu", "wall", "peak"))
            ratio = median(run[0].cpu / base[0].cpu for run, base in zip(runs, floor, strict=True))
            _, told, size = runs[-1]
            print(
                f"| {state.name} | {label} | {cpu / count * 1000:.1f} | {ratio:.2f} | {count / wall:.0f} "
                f"| {peak / 1e6:.0f} | {size / 1e6:.1f} | {told} |"
            )


def print_long_run(server):
    """Visit all pages for the first time and again, and tell how memory and pace go on."""
    print("| state | told as changed | CPU, s | wall, s | peak, MB | at a tenth | at half | at the end | pace | disk |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        program, folder = None, Path(name)
        for state in LONG_STATES:
            server.take(state)
            program = program or programs.Monitor(folder, server.urls())
            cost = measure.run(program.command, folder, programs.ENVIRONMENT, every=0.5)
            asked_at = server.asked_at()
            memory = (cost.memory_at(asked_at[int(len(asked_at) * share)]) for share in (0.1, 0.5, 0.98))
            sizes = [f"{size / 1e6:.0f}" for size in (cost.peak, *memory)]
            size = measure.disk(folder, without=program.others) / 1e6
            shown = (state.name, program.told(cost), f"{cost.cpu:.0f}", f"{cost.wall:.0f}", *sizes)
            print("|", " | ".join((*shown, f"{pace(cost, asked_at):.2f}", f"{size:.0f}")), "|", flush=True)
    print(
        "\nMemory (and disk) in MB, of the process and its children. The pace is the processor time of a page in "
        "the last tenth of the run, over that in its second tenth: 1 is even."
    )


def pace(cost, asked_at):
    """Give the processor time per page at the end of a long run, over that near its beginning."""
    spent = [cost.cpu_at(asked_at[int((len(asked_at) - 1) * share)]) for share in (0.1, 0.2, 0.88, 0.98)]
    return (spent[3] - spent[2]) / ((spent[1] - spent[0]) or 1)


def print_start_up(runs=9):
    """Print what commands cost that do next to nothing."""
    print("| command | CPU, s |\n|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        programs.Monitor(folder, ["http://127.0.0.1:9/closed"])
        for words in ("run", "--help", "report", "status"):
            command = [sys.executable, "-m", "monitor", words]
            costs = [measure.run(command, folder, programs.ENVIRONMENT).cpu for _ in range(runs)]
            print(f"| `monitor {words}` | {median(costs):.2f} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="HTML files to serve in the place of made ones")
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=[], help=f"monitor, {', '.join(programs.PEERS)}")
    parser.add_argument("--venvs", type=Path, help="where peers are installed, to be found again; else for once")
    parser.add_argument("--memory", action="store_true", help="a long run of this program alone")
    parser.add_argument("--start-up", action="store_true", help="commands that do next to nothing")
    asked = parser.parse_args()
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.system()} {platform.machine()}\n")
    if asked.start_up:
        print_start_up()
        return
    with site.Server(asked.pages, asked.folder) as server, tempfile.TemporaryDirectory() as temporary:
        if asked.memory:
            print_long_run(server)
            return
        made = makers(asked.only, asked.venvs or Path(temporary) / "venvs")
        results = {}
        for number in range(asked.rounds):
            folder = Path(temporary) / f"round-{number}"
            folder.mkdir()
            for state, name, result in night(server, made, folder):
                results.setdefault((state, name), []).append(result)
        print_table(results, made, server.pages)
        print(f"\nBeautifulSoup over lxml parses one of these pages in {site.parsing(server):.1f} ms of CPU.")


if __name__ == "__main__":
    main()
