#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Opens a page of `heddle export --to html` in chromium, plays, steps and seeks it as a person would, with keys.

play.py PAGE [PICTURE [SCRIPT]]: exit code 1 and a sentence where it does not do what it should; 77 where there is no
chromium that can be started. With PICTURE it also keeps a picture of what it looks like then; with SCRIPT it only runs that in the page, and
takes the picture. No network, no driver: chromium is talked to through a pipe (--remote-debugging-pipe).
"""
import base64
import json
import os
import pathlib
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from read import moved

PATIENCE_S = 60


class Bad(Exception):
    pass


def need(holds, what):
    if not holds:
        raise Bad(what)


class Browser:
    """Messages are JSON with a zero byte behind each."""

    def __init__(self, program, folder, size):
        to_browser, self.out = os.pipe()
        self.input, from_browser = os.pipe()
        def take_pipes():  # in the child: it reads from 3 and writes to 4
            high = [os.dup(to_browser), os.dup(from_browser)]
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)
        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-pipe",
             f"--user-data-dir={folder}", f"--window-size={size}", "--force-color-profile=srgb", "about:blank"],
            preexec_fn=take_pipes, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        os.close(to_browser)
        os.close(from_browser)
        self.number, self.bytes, self.session, self.complaints, self.requests = 0, b"", None, [], []

    def close(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def read(self, until):
        while b"\0" not in self.bytes:
            ready, _, _ = select.select([self.input], [], [], max(until - time.monotonic(), 0))
            need(ready, "chromium does not answer")
            got = os.read(self.input, 1 << 16)
            need(got, "chromium has ended")
            self.bytes += got
        message, self.bytes = self.bytes.split(b"\0", 1)
        message = json.loads(message)
        method, given = message.get("method"), message.get("params", {})
        if method == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(given["exceptionDetails"])[:500])
        elif method == "Log.entryAdded" and given["entry"]["level"] == "error":
            self.complaints.append(given["entry"]["text"])
        elif method == "Network.requestWillBeSent":
            self.requests.append(given["request"]["url"])
        return message

    def call(self, method, **given):
        self.number += 1
        message = {"id": self.number, "method": method, "params": given}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        until = time.monotonic() + PATIENCE_S
        while True:
            answer = self.read(until)
            if answer.get("id") == self.number:
                need("error" not in answer, f"{method}: {answer.get('error')}")
                return answer["result"]

    def open(self, page):
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.call("Page.navigate", url=pathlib.Path(page).resolve().as_uri())

    def ask(self, script):
        result = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        need("exceptionDetails" not in result, f"{script}: {json.dumps(result.get('exceptionDetails'))[:300]}")
        return result["result"].get("value")

    def wait_for(self, script, what):
        """Each question is answered behind a frame that the page has drawn."""
        until = time.monotonic() + PATIENCE_S
        while not self.ask(f"new Promise(done => setTimeout(() => done(!!({script})), 15))"):
            need(time.monotonic() < until, f"{what}; it is at {self.ask('JSON.stringify(document.documentElement.dataset)')}")

    def press(self, key, code=None, text=None, modifiers=0):
        codes = {"Backspace": 8, "Home": 36, "End": 35, "ArrowLeft": 37, "ArrowRight": 39, "F10": 121, " ": 32}
        given = {"key": key, "code": code or key, "windowsVirtualKeyCode": codes.get(key, 0), "modifiers": modifiers}
        self.call("Input.dispatchKeyEvent", type="keyDown", **given, **({"text": text} if text else {}))
        self.call("Input.dispatchKeyEvent", type="keyUp", **given)

    def keep_picture(self, path):
        pathlib.Path(path).write_bytes(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))


DATA = "document.documentElement.dataset"
STEP = f"Number({DATA}.step)"
AT_REST = f"{DATA}.moving === 'false'"


def things_at(packed, step):
    """What the title of each thing says behind a step, worked out from the data alone."""
    words, cards, now = packed["words"], {}, 0
    for added, thing, move in zip(*[iter(packed["thingChanges"])] * 3):
        now += added
        if now > step:
            break
        cards[thing] = moved(cards.get(thing, []), packed["moves"][move])
    titles = set()
    for thing, (name, _, kind, *_) in enumerate(packed["things"]):
        _, _, _, pattern, *numbers = cards[thing][0] if thing in cards else (0, 0, 0, 0)
        head = words[pattern]
        for number in numbers:
            head = head.replace("\x1f", str(number), 1)
        titles.add(f"{words[name]}: {words[kind]}" + (f", {head}" if head else ""))
    return titles


def play(browser, packed):
    first, last, at = (packed["run"][name] for name in ("first", "last", "at"))

    def rests_at(step, what):
        browser.wait_for(f"{STEP} === {step} && {AT_REST}", f"{what} should lead to step {step}")

    def shows_things(step):
        shown = set(browser.ask("[...document.querySelectorAll('#stage .thing > title')].map(title => title.textContent)"))
        need(shown and shown <= things_at(packed, step), f"at step {step} the stage shows {shown - things_at(packed, step)}")

    def said():
        return browser.ask("document.getElementById('sentence').textContent")

    rests_at(at, "opening it")
    need(browser.ask("document.querySelectorAll('#stage .worker').length") > 0, "nobody is on the stage")
    shows_things(at)
    holders = sum(shape in (1, 2, 3) for _, shape, *_ in packed["things"])  # queues, pipes, connections
    riding = browser.ask("Number(document.getElementById('timeline').dataset.riding)")
    need(riding <= 2 * holders + 1, f"{riding} capsules ride on the timeline, which has {holders} queues or so")
    note = packed["words"][packed["run"]["note"]]
    need(browser.ask("document.getElementById('noteText').textContent") == note, "the note is another")
    need(browser.ask("document.getElementById('note').hidden") == (note == ""), "the note is hidden, or shown without words")
    browser.press("Home")
    rests_at(first - 1, "Home")
    sentences = []
    for key in ("n", "F10", "ArrowRight"):
        browser.press(key)
        rests_at(first + len(sentences), key)
        sentences.append(said())
    need(len(set(sentences)) == 3, f"three steps are told by {sentences}")
    browser.press("Backspace")
    rests_at(first + 1, "Backspace")
    need(said() == sentences[1], "a step back tells another sentence than the step did")
    browser.press("ArrowLeft")
    rests_at(first, "ArrowLeft")
    browser.press("End")
    rests_at(last, "End")
    shows_things(last)
    need(said().rstrip(".") != "", "the last step has no sentence")
    for _ in range(9):
        browser.press("+")
    need(browser.ask("document.getElementById('speed').value") == "8", "plus is not faster")
    browser.ask("document.getElementById('toStart').click()")
    rests_at(first - 1, "the button to the start")
    browser.press(" ")
    browser.wait_for(f"{STEP} >= {min(first + 4, last)}", "playing should go on")
    if last > first + 400:
        need(browser.ask(f"{DATA}.playing") == "true", "it plays and does not say so")
        browser.press(" ")
        browser.wait_for(f"{DATA}.playing === 'false' && {AT_REST}", "Space should pause it")
        need(browser.ask(STEP) < last, "it was paused and is at the end")
    else:
        rests_at(last, "playing")
    seek = (first + last) // 2
    x, y = browser.ask(f"""(() => {{ const map = document.getElementById('map').getBoundingClientRect();
        return [map.left + document.querySelector('#lanes').getBoundingClientRect().width * .6, map.top + 20]; }})()""")
    for kind in ("mousePressed", "mouseReleased"):
        browser.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
    browser.wait_for(f"{STEP} > {first} && {STEP} < {last} && {AT_REST}", "a click on the map should seek")
    browser.ask(f"[...document.querySelectorAll('.event')].find(line => line.dataset.step).click()")
    browser.wait_for(AT_REST, "a click on an event should seek")
    theme = browser.ask(f"{DATA}.theme")
    ground = browser.ask("getComputedStyle(document.body).backgroundColor")
    browser.press("l", code="KeyL")
    need(browser.ask(f"{DATA}.theme") != theme, "L does not change between light and dark")
    need(browser.ask("getComputedStyle(document.body).backgroundColor") != ground, "light and dark have the same ground")
    browser.press("l", code="KeyL")
    browser.press("?", text="?")
    browser.wait_for("document.getElementById('keys').open", "? should show the keys")
    browser.ask("document.getElementById('keys').close()")
    need(browser.ask("typeof window.hostile") == "undefined", "something of the trace was run")
    blocked = browser.ask("fetch('https://example.org/').then(() => 'went out', () => 'blocked')")
    need(blocked == "blocked", "the page's policy lets it into the network")
    elsewhere = [url for url in browser.requests if not url.startswith(("file:", "data:", "https://example.org"))]
    need(not elsewhere, f"the page asks for {elsewhere}")
    loud = [each for each in browser.complaints if "example.org" not in each]
    need(not loud, f"the browser complains: {loud}")
    return {"step": browser.ask(STEP), "seek": seek}


def packed_in(page):
    text = pathlib.Path(page).read_text(encoding="utf-8")
    return json.loads(text.split('id="run">', 1)[1].split("</script>", 1)[0])


def main():
    page, picture, script = (sys.argv[1:] + [None, None])[:3]
    size = os.environ.get("PAGE_SIZE", "1280,720")
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        print("skipped: there is no chromium to open the page with")
        sys.exit(77)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = Browser(program, folder, size)
        try:
            browser.call("Browser.getVersion")
        except (Bad, OSError) as bad:  # it may not be run here at all
            browser.close()
            print(f"skipped: chromium cannot be started: {bad}")
            sys.exit(77)
        try:
            browser.open(page)
            browser.wait_for(f"document.readyState === 'complete' && {DATA}.step !== undefined", "the page should open")
            if script:
                browser.ask(script)
                browser.wait_for(AT_REST, "it should come to rest")
                if browser.complaints:
                    print(browser.complaints)
            else:
                print(json.dumps(play(browser, packed_in(page))))
            if picture:
                browser.keep_picture(picture)
        except (Bad, ValueError, KeyError, IndexError, OSError) as bad:
            complaints = f"; the browser complains: {browser.complaints}" if browser.complaints else ""
            sys.exit(f"{page}: {type(bad).__name__}: {bad}{complaints}"[:1500])
        finally:
            browser.close()


main()
