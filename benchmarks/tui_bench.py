#!/usr/bin/env python3
"""tui_bench: measure a terminal program from outside, through a pty.

    tui_bench.py SPECS.py|SPECS.json [--runs 5] [--only NAME,NAME] [--json OUT] [--profile xterm|modern]

Each spec is a dict:
    name    label in the report
    cmd     list of arguments
    env     extra environment (optional); cwd (optional); size [cols, rows] (default 120x40)
    ready   regex that must be on the screen for "first paint"
    steps   list of dicts, run in order after the first paint:
      {"name","kind":"keys", "keys":[..] or "j", "n":200}   paced keys: latency + bytes per key
      {"name","kind":"hold", "keys":"j", "n":90, "hz":30, "expect":regex}   key held down: lag
      {"name","kind":"flood","keys":"j", "n":200, "expect":regex}           pasted keys: time to final state
      {"name","kind":"once", "keys":"G", "expect":regex}    one jump: latency to the expected text
      {"name","kind":"idle", "seconds":5}                   CPU, wake-ups and bytes while nothing happens
    profile, rtt_ms  override the command line for this spec (optional)
    ratios_to  name of the spec that ratios are taken against (default: the first spec)
    quit    keys sent at the end (optional; the process group is hung up and killed anyway)

How it measures: output is read as soon as it arrives and time-stamped; it is fed to the terminal
emulator (pyte) only when the line is silent, so that emulation does not disturb the program or the
time stamps. A time is that of the last chunk that CHANGED a cell (text or attribute) on the screen.
All specs are run round-robin, so medians and per-round ratios compare like with like on a noisy machine.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import pty
import re
import select
import signal
import statistics
import struct
import sys
import termios
import time
from contextlib import suppress
from functools import lru_cache
from typing import ClassVar

import pyte
from wcwidth import wcwidth

now = time.perf_counter
TICK = os.sysconf("SC_CLK_TCK")


# ---------------------------------------------------------------- terminal emulation
@lru_cache(maxsize=65536)
def _cell(attrs, data):
    return attrs._replace(data=data)


class Screen(pyte.Screen):
    """pyte's screen plus a fast draw() and the xterm controls that ncurses uses and pyte lacks."""

    _last = " "
    _width = staticmethod(lru_cache(maxsize=65536)(wcwidth))

    def draw(self, data):
        data = data.translate(self.g1_charset if self.charset else self.g0_charset)
        cur, line = self.cursor, self.buffer[self.cursor.y]
        for ch in data:
            w = self._width(ch)
            if w <= 0:
                if w == 0 and cur.x:
                    line[cur.x - 1] = _cell(line[cur.x - 1], line[cur.x - 1].data + ch)
                continue
            if cur.x >= self.columns:
                if pyte.modes.DECAWM in self.mode:
                    self.dirty.add(cur.y)
                    self.carriage_return()
                    self.linefeed()
                    line = self.buffer[cur.y]
                else:
                    cur.x = self.columns - w
            if pyte.modes.IRM in self.mode:
                self.insert_characters(w)
            line[cur.x] = _cell(cur.attrs, ch)
            if w == 2 and cur.x + 1 < self.columns:
                line[cur.x + 1] = _cell(cur.attrs, "")
            cur.x = min(cur.x + w, self.columns)
        if data:
            self._last = data[-1]
        self.dirty.add(cur.y)

    def repeat(self, n=1, **_):
        self.draw(self._last * (n or 1))

    def _scroll(self, n, where, step):
        y = self.cursor.y
        top, bottom = self.margins or (0, self.lines - 1)
        self.cursor.y = bottom if where else top
        for _ in range(n or 1):
            step()
        self.cursor.y = y

    def scroll_up(self, n=1, **_):
        self._scroll(n, True, self.index)

    def scroll_down(self, n=1, **_):
        self._scroll(n, False, self.reverse_index)

    def back_tab(self, n=1, **_):
        for _ in range(n or 1):
            self.cursor.x = max((s for s in self.tabstops if s < self.cursor.x), default=0)


_EXTRA = {"S": "scroll_up", "T": "scroll_down", "b": "repeat", "Z": "back_tab"}


class Stream(pyte.ByteStream):
    csi: ClassVar = {**pyte.ByteStream.csi, **_EXTRA}
    events = pyte.ByteStream.events | set(_EXTRA.values())


# Sequences that pyte would print or misread: strings, CSI with a < = > prefix, private ones but h/l/J/K.
_STRIP = re.compile(
    rb"\x1b[PX^_][^\x1b]*(?:\x1b(?!\\)[^\x1b]*)*\x1b\\|\x1b\[[<=>][0-9;:]*[ -/]*[@-~]"
    rb"|\x1b\[\?[0-9;]*[ -/]*[^hlJK0-9;\x1b]|\x1b\[[0-9;]*[ -/]+[@-~]"
)
_COLON = re.compile(rb"\x1b\[[0-9;]*:[0-9;:]*m")
# A string or CSI that has begun at the end of the data and is not complete yet.
_PARTIAL = re.compile(rb"\x1b(?:[PX^_\]][^\x07\x1b]*\x1b?|\[[0-?]*[ -/]*|[ -/]*)?\Z")


def _uncolon(m):
    s = re.sub(rb":\d*:(\d+):(\d+):(\d+)", rb";\1;\2;\3", m[0].replace(b"38:2:", b"38;2:").replace(b"48:2:", b"48;2:"))
    return re.sub(rb"(\[|;)4:\d", rb"\g<1>4", s).replace(b":", b";")


# ---------------------------------------------------------------- what a terminal answers
QUERY = re.compile(
    rb"\x1b\[(?P<da1>0?)c|\x1b\[>(?P<da2>0?)c|\x1b\[=(?P<da3>0?)c|\x1b\[(?P<dsr>[56])n|\x1b\[>(?P<ver>0?)q"
    rb"|\x1b\[\?(?P<kitty>)u|\x1b\[\?(?P<mode>\d+)\$p|\x1b\](?P<osc>1[0-9]|4;\d+);\?(?:\x07|\x1b\\)"
    rb"|\x1b\[(?P<win>1[4689])t|\x1bP\+q(?P<tcap>[0-9A-Fa-f;]*)\x1b\\|\x1bP\$q(?P<rqss>[^\x1b]*)\x1b\\"
    rb"|\x1b\[\?2048(?P<resize>)h|\x1b\[\?(?P<gfx>[123]);\d+(?:;\d+)*S"
)


def answer(m, term):
    k, v = m.lastgroup, m[m.lastgroup].decode()
    modern = term.profile == "modern"
    c, r = term.size
    return {
        "da1": "\x1b[?64;1;2;6;9;15;18;21;22c",
        "da2": "\x1b[>41;390;0c",
        "da3": "\x1bP!|00000000\x1b\\",
        "dsr": "\x1b[0n" if v == "5" else "cpr",
        "ver": "\x1bP>|XTerm(390)\x1b\\",
        "kitty": "\x1b[?0u" if modern else "",  # xterm has no kitty keyboard
        "mode": f"\x1b[?{v};{2 if v not in ('2026', '2048') or modern else 0}$y",
        "osc": f"\x1b]{v};rgb:{'ffff/ffff/ffff' if v == '10' else '0000/0000/0000'}\x1b\\",
        "win": {
            "14": f"\x1b[4;{r * 16};{c * 8}t",
            "16": "\x1b[6;16;8t",
            "18": f"\x1b[8;{r};{c}t",
            "19": f"\x1b[9;{r};{c}t",
        }.get(v, ""),
        "tcap": "\x1bP0+r\x1b\\",
        "rqss": "\x1bP0$r\x1b\\",
        "resize": f"\x1b[48;{r};{c};{r * 16};{c * 8}t" if modern else "",
        "gfx": f"\x1b[?{v};3S",
    }[k]


# ---------------------------------------------------------------- the process tree
def tree(pid):
    out, todo = [], [pid]
    while todo:
        p = todo.pop()
        try:
            for t in os.listdir(f"/proc/{p}/task"):
                with open(f"/proc/{p}/task/{t}/children") as f:
                    todo += map(int, f.read().split())
            out.append(p)
        except OSError:
            pass
    return out


def usage(pid):
    """(CPU seconds incl. reaped children, wake-ups, sum of peak RSS MB, PSS MB) of a process tree."""
    cpu = wake = hwm = pss = 0.0
    for p in tree(pid):
        run = 0.0
        try:
            for t in os.listdir(f"/proc/{p}/task"):
                with open(f"/proc/{p}/task/{t}/schedstat") as f:
                    run += int(f.read().split()[0]) / 1e9
                with open(f"/proc/{p}/task/{t}/status") as f:
                    wake += int(re.search(r"^voluntary_ctxt_switches:\s*(\d+)", f.read(), re.M)[1])
            with open(f"/proc/{p}/stat") as f:
                s = f.read().rsplit(")", 1)[1].split()
                cpu += (int(s[13]) + int(s[14])) / TICK + max(run, (int(s[11]) + int(s[12])) / TICK - 0.02)
            with open(f"/proc/{p}/status") as f:
                hwm += int(re.search(r"VmHWM:\s*(\d+)", f.read())[1]) / 1024
            with open(f"/proc/{p}/smaps_rollup") as f:
                pss += int(re.search(r"^Pss:\s*(\d+)", f.read(), re.M)[1]) / 1024
        except (OSError, TypeError):
            pass
    return cpu, wake, hwm, pss


# ---------------------------------------------------------------- a program in a pty
class Term:
    def __init__(self, cmd, env=None, cwd=None, size=(120, 40), profile="xterm", rtt_ms=0):
        self.size, self.profile, self.rtt = tuple(size), profile, rtt_ms / 1000
        cols, rows = self.size
        self.screen, self.alive = Screen(cols, rows), True
        self.stream = Stream(self.screen)
        self.cells, self.text = [None] * rows, [""] * rows
        self.raw, self.replies, self.out = [], [], b""  # unparsed chunks, due replies, unsent input
        self._carry = self._qtail = b""
        full = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
        full |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        full |= {"COLUMNS": str(cols), "LINES": str(rows), **(env or {})}
        self.start = now()
        self.pid, self.fd = self._begin(list(cmd), full, cwd)
        os.set_blocking(self.fd, False)

    def _begin(self, cmd, env, cwd):
        """The program in a new terminal. -> (its process id, the terminal's other end)"""
        pid, fd = pty.fork()
        if pid == 0:
            try:
                fcntl.ioctl(1, termios.TIOCSWINSZ, self._winsize())
                if cwd:
                    os.chdir(cwd)
                os.execvpe(cmd[0], cmd, env)
            except OSError as e:
                os.write(2, f"exec failed: {e}\n".encode())
            os._exit(127)
        return pid, fd

    def _winsize(self):
        cols, rows = self.size
        return struct.pack("HHHH", rows, cols, cols * 8, rows * 16)

    # -- input and output
    def send(self, data):
        self.out += data if isinstance(data, bytes) else data.encode()
        self._flush()

    def _flush(self):
        while self.out:
            try:
                self.out = self.out[os.write(self.fd, self.out) :]
            except BlockingIOError:
                return
            except OSError:
                self.out = b""

    def _read(self):
        try:
            data = os.read(self.fd, 65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        t = now()
        if not data:
            self.alive = False
            return
        self._arrived(t, data)

    def _arrived(self, t, data):
        """Keeps what the terminal gets, and answers its questions."""
        self.raw.append((t, data))
        scan = self._qtail + data
        end = 0
        for m in QUERY.finditer(scan):
            end = m.end()
            a = answer(m, self)
            if a == "cpr":
                self.digest()
                a = f"\x1b[{self.screen.cursor.y + 1};{min(self.screen.cursor.x, self.size[0] - 1) + 1}R"
            if a:
                self.replies.append((t + self.rtt, a.encode()))
        rest = scan[end:]
        i = rest.rfind(b"\x1b")
        self._qtail = rest[i:] if i >= 0 and len(rest) - i < 256 else b""
        self._reply()

    def _reply(self):
        while self.replies and self.replies[0][0] <= now():
            self.send(self.replies.pop(0)[1])

    def pump(self, quiet, first=None, limit=60.0):
        """Read until `quiet` seconds without output (waiting up to `first` for the first byte)."""
        begin = last = now()
        got = False
        while self.alive:
            t = now()
            end = begin + limit
            end = min(end, last + quiet) if got or first is None else min(end, begin + first)
            if t >= end:
                break
            if self.replies:
                end = min(end, self.replies[0][0])
            r, _, _ = select.select([self.fd], [self.fd] if self.out else [], [], max(0.0, end - t))
            if self.out:
                self._flush()
            self._reply()
            if r:
                n = len(self.raw)
                self._read()
                if len(self.raw) > n:
                    got, last = True, self.raw[-1][0]

    def digest(self, until=None):
        """Feed what was read to the screen. -> [(time, bytes, changed)], time at which `until` matched."""
        rows, hit = [], None
        raw, self.raw = self.raw, []
        for t, data in raw:
            buf = self._carry + data
            m = _PARTIAL.search(buf)
            self._carry, buf = (buf[m.start() :], buf[: m.start()]) if m and len(m[0]) < 8192 else (b"", buf)
            buf = _STRIP.sub(b"", buf)
            if b":" in buf:
                buf = _COLON.sub(_uncolon, buf)
            self.stream.feed(buf)
            changed = False
            for y in self.screen.dirty:
                if y < self.size[1]:
                    line = self.screen.buffer[y]
                    cells = tuple([line[x] for x in range(self.size[0])])
                    if cells != self.cells[y]:
                        self.cells[y], changed = cells, True
                        self.text[y] = "".join([c.data for c in cells])
            self.screen.dirty.clear()
            rows.append((t, len(data), changed))
            if until and hit is None and changed and until.search(self.show()):
                hit = t
        return rows, hit

    def show(self):
        return "\n".join(self.text)

    def wait(self, regex, quiet, timeout, step_limit=3.0):
        """Read until regex is on the screen and the line is silent. -> (hit, rows)"""
        rx, rows, hit = re.compile(regex, re.M), [], None
        end = now() + timeout
        while self.alive and now() < end:
            self.pump(quiet, first=min(1.0, max(0.01, end - now())), limit=step_limit)
            r, h = self.digest(rx if hit is None else None)
            rows += r
            hit = hit or h
            if hit is None and rx.search(self.show()):
                hit = rows[-1][0] if rows else now()
            if hit and (not r or now() - r[-1][0] >= quiet):
                break
        return hit, rows

    def close(self, keys=None):
        if keys and self.alive:
            self.send(keys)
            self.pump(0.1, first=0.3, limit=1.0)
        for sig in (signal.SIGHUP, signal.SIGTERM, signal.SIGKILL):
            with suppress(OSError):
                os.killpg(self.pid, sig)
            end = now() + 0.5
            while now() < end:
                if self.alive:
                    self.pump(0.01, limit=0.02)
                if os.waitpid(self.pid, os.WNOHANG)[0]:
                    os.close(self.fd)
                    return
                time.sleep(0.01)
        os.close(self.fd)


# ---------------------------------------------------------------- measurements
def pct(xs, p):
    xs = sorted(xs)
    return xs[min(len(xs) - 1, int(len(xs) * p / 100))] if xs else None


def ms(x):
    return None if x is None else round(x * 1000, 3)


def paced(t, step, gap):
    keys = [step["keys"]] if isinstance(step["keys"], str) else step["keys"]
    first, last, size, dead, cpu0 = [], [], [], 0, usage(t.pid)[0]
    t.pump(gap)
    t.digest()
    for i in range(step.get("n", 1)):
        t0 = now()
        t.send(keys[i % len(keys)])
        t.pump(step.get("gap", gap), first=step.get("timeout", 2.0), limit=step.get("timeout", 2.0) + 8)
        rows, _ = t.digest()
        ch = [r for r in rows if r[2]]
        if not ch:
            dead += 1
            continue
        first.append(rows[0][0] - t0)
        last.append(ch[-1][0] - t0)
        size.append(sum(r[1] for r in rows))
    cpu = usage(t.pid)[0] - cpu0
    return {
        "p50_ms": ms(pct(last, 50)),
        "p95_ms": ms(pct(last, 95)),
        "p99_ms": ms(pct(last, 99)),
        "first_byte_p50_ms": ms(pct(first, 50)),
        "bytes_per_key": round(statistics.mean(size), 1) if size else None,
        "bytes_p50": pct(size, 50),
        "cpu_ms_per_key": round(cpu * 1000 / max(1, len(last)), 3),
        "no_change": dead,
    }


def burst(t, step, gap):
    n, hz, rx = step.get("n", 1), step.get("hz"), step.get("expect", r"(?!)")
    t.pump(gap)
    t.digest()
    t0 = now()
    if hz:
        for i in range(n):
            t.send(step["keys"])
            t.pump(1e9, limit=max(0.0, t0 + (i + 1) / hz - now()))
        sent = t0 + (n - 1) / hz
    else:
        t.send(step["keys"] * n)
        sent = t0
    hit, rows = t.wait(rx, step.get("quiet", 0.3), step.get("timeout", 30.0))
    settled = max([r[0] for r in rows if r[2]], default=t0)
    out = {
        "lag_ms": ms(max(hit, settled) - sent) if hit else None,
        "expect_seen_ms": ms(hit - sent) if hit else None,
        "bytes_per_key": round(sum(r[1] for r in rows) / n, 1),
        "writes": len(rows),
        "reached": hit is not None,
    }
    if not hz and hit and n > 1:
        out["keys_per_s"] = round(n / (max(hit, settled) - t0))
    return out


def idle(t, step):
    t.pump(0.5)
    t.digest()
    c0, w0, *_ = usage(t.pid)
    t0 = now()
    t.pump(1e9, limit=step.get("seconds", 5))
    c1, w1, *_ = usage(t.pid)
    dt, rows = now() - t0, t.digest()[0]
    return {
        "cpu_pct": round((c1 - c0) / dt * 100, 3),
        "wakeups_per_s": round((w1 - w0) / dt, 1),
        "bytes": sum(r[1] for r in rows),
    }


def measure(spec, profile="xterm", rtt_ms=0, gap=0.04, keep_screen=False):
    t = Term(
        spec["cmd"],
        spec.get("env"),
        spec.get("cwd"),
        spec.get("size", (120, 40)),
        spec.get("profile", profile),
        spec.get("rtt_ms", rtt_ms),
    )
    out = {}
    try:
        hit, rows = t.wait(spec["ready"], spec.get("quiet", 0.15), spec.get("timeout", 60.0))
        if not hit:
            return {"error": "not ready", "screen": t.show(), "alive": t.alive}
        cpu, _, hwm, pss = usage(t.pid)
        quiet = max([r[0] for r in rows if r[2]], default=hit)
        out["start"] = {
            "first_byte_s": round(rows[0][0] - t.start, 4),
            "first_paint_s": round(hit - t.start, 4),
            "quiet_s": round(quiet - t.start, 4),
            "bytes": sum(r[1] for r in rows),
            "cpu_s": round(cpu, 3),
            "rss_mb": round(hwm, 1),
            "pss_mb": round(pss, 1),
        }
        for step in spec.get("steps", []):
            kind = step["kind"]
            if not t.alive:
                out[step["name"]] = {"error": "program ended"}
                break
            out[step["name"]] = (
                paced(t, step, gap) if kind == "keys" else idle(t, step) if kind == "idle" else burst(t, step, gap)
            )
            if step.get("expect") and kind == "keys":
                out[step["name"]]["reached"] = bool(re.search(step["expect"], t.show(), re.M))
        cpu, _, hwm, pss = usage(t.pid)
        out["total"] = {"cpu_s": round(cpu, 3), "peak_rss_mb": round(hwm, 1), "pss_mb": round(pss, 1)}
        if keep_screen:
            out["screen"] = t.show()
    finally:
        t.close(spec.get("quit"))
    return out


# ---------------------------------------------------------------- report
def flat(res):
    return {f"{a}.{b}": v for a, d in res.items() if isinstance(d, dict) for b, v in d.items()}


def median(xs):
    xs = [x for x in xs if isinstance(x, (int, float)) and not isinstance(x, bool)]
    return statistics.median(xs) if xs else None


def table(specs, runs):
    """runs: {name: [result, ...]} -> text table of medians, with the median of per-round ratios."""
    lines = [f"{'program':<26}{'measure':<30}{'median':>12}{'min':>12}{'max':>12}{'ratio':>9}"]
    for s in specs:
        base = s.get("ratios_to", specs[0]["name"])
        flats = [flat(r) for r in runs[s["name"]]]
        bases = [flat(r) for r in runs.get(base, [])]
        for r in runs[s["name"]]:
            if "error" in r:
                lines.append(f"{s['name']:<26}error: {r['error']}")
                break
        for key in dict.fromkeys(k for f in flats for k in f):
            vals = [f.get(key) for f in flats]
            m = median(vals)
            if m is None:
                lines.append(f"{s['name']:<26}{key:<30}{vals[0]!s:>12}")
                continue
            nums = [v for v in vals if isinstance(v, (int, float))]
            rs = [
                f[key] / b[key]
                for f, b in zip(flats, bases, strict=True)
                if isinstance(f.get(key), (int, float)) and isinstance(b.get(key), (int, float)) and b[key]
            ]
            ratio = f"{statistics.median(rs):8.2f}x" if rs and s["name"] != base else ""
            lines.append(f"{s['name']:<26}{key:<30}{m:>12.4g}{min(nums):>12.4g}{max(nums):>12.4g}{ratio:>9}")
    return "\n".join(lines)


def load(path):
    if path.endswith(".json"):
        with open(path) as f:
            return json.load(f)
    scope = {"__file__": os.path.abspath(path), "__name__": "specs"}
    with open(path) as f:
        exec(compile(f.read(), path, "exec"), scope)
    return scope["SPECS"]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("specs")
    ap.add_argument("--runs", type=int, default=3)
    ap.add_argument("--only", help="names, comma separated (regex each)")
    ap.add_argument("--json")
    ap.add_argument("--profile", default="xterm", choices=["xterm", "modern"])
    ap.add_argument("--rtt", type=float, default=0, help="delay the terminal's answers by this many ms")
    ap.add_argument("--screen", action="store_true", help="keep the last screen of each run")
    a = ap.parse_args()
    specs = load(a.specs)
    if a.only:
        specs = [s for s in specs if any(re.fullmatch(p, s["name"]) for p in a.only.split(","))]
    runs = {s["name"]: [] for s in specs}
    for i in range(a.runs):
        for s in specs if i % 2 == 0 else specs[::-1]:
            if i and all("error" in r for r in runs[s["name"]]):
                continue
            print(f"run {i + 1}/{a.runs} {s['name']}", file=sys.stderr, flush=True)
            runs[s["name"]].append(measure(s, a.profile, a.rtt, keep_screen=a.screen))
            if a.json:
                with open(a.json, "w") as f:
                    json.dump(
                        {"load": os.getloadavg(), "profile": a.profile, "rtt_ms": a.rtt, "runs": runs}, f, indent=1
                    )
    print(table(specs, runs))
    for n, rs in runs.items():
        for r in rs[:1]:
            if "screen" in r:
                print(
                    f"--- {n}: {r.get('error', 'last screen')}\n"
                    + "\n".join(line.rstrip() for line in r["screen"].split("\n"))
                )


if __name__ == "__main__":
    main()
