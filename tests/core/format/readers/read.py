#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Reads what `heddle export` wrote with tools that know nothing of Heddle, and prints what it counted as JSON.

read.py FORMAT FILE [INFO]: exit code 1 and a sentence when the file is none of its format, or when it counts other
than INFO (the output of `heddle info --json`) does. Without INFO only the form is looked at.
"""
import base64
import collections
import csv
import hashlib
import html.parser
import io
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
SENDS = set("""queue.put pipe.send pool.submit future.set tcp.send tcp.send_all request.send reply.send unix.send
    unix.send_all bytes.write bytes.write_all datagram.send""".split())
RECEIVES = set("""queue.get pipe.recv pool.take future.get tcp.recv stream.whole request.recv reply.recv unix.recv
    bytes.read datagram.recv""".split())


class Bad(Exception):
    pass


def need(holds, what):
    if not holds:
        raise Bad(what)


def run(*command, stdin=None):
    done = subprocess.run(command, stdin=stdin, capture_output=True)
    need(done.returncode == 0, f"{command[0]}: {done.stderr.decode(errors='replace')[:300]}")
    return done.stdout.decode(errors="replace")  # a blob may be of any bytes


def count_rows(rows):
    """Of rows that are events with all their fields."""
    operations, sent, received, killed = collections.Counter(), 0, 0, set()
    for row in rows:
        if row["phase"] == "done" and row["depth"] == "program":
            operations[row["op"]] += 1
        message = row["message"]
        if message in (None, ""):
            continue
        if row["op"] in SENDS and row["phase"] == "done":
            sent += 1
        elif row["op"] in SENDS and row["outcome"] == "killed":
            killed.add(message)
        elif row["op"] in RECEIVES and row["phase"] == "done":
            received += 1
            sent += message in killed
            killed.discard(message)
    workers = {row["worker"] for row in rows} - {None, ""}
    return {"events": len(rows), "workers": len(workers), "operations": operations, "sent": sent, "received": received}


def read_csv(path, strict):
    with open(path, newline="", encoding="utf-8") as file:
        text = file.read()
    need(text.endswith("\r\n"), "the last line is cut")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    names = rows.pop(0)
    need(names[:2] == ["index", "step"] and len(names) == 16, "the names are missing")
    for row in rows:
        need(len(row) == 16, f"a line of {len(row)} fields")
        for name in ("worker", "object", "text", "file", "sentence"):
            need(row[names.index(name)][:1] not in tuple("=+-@"), f"a formula: {row}")
    return count_rows([dict(zip(names, row)) for row in rows])


def read_jsonl(path, strict):
    text = pathlib.Path(path).read_text(encoding="utf-8")
    need(text == "" or text.endswith("\n"), "the last line is cut")
    need(run("jq", "-c", ".index", path).count("\n") == text.count("\n"), "jq counts otherwise")
    return count_rows([json.loads(line) for line in text.split("\n") if line])


def check_nested(slices):
    open_slices = collections.defaultdict(list)
    for thread, start, end in slices:
        stack = open_slices[thread]
        while stack and stack[-1] <= start:
            stack.pop()
        need(end >= start and (not stack or end <= stack[-1]), f"slices of {thread} at {start} do not nest")
        stack.append(end)


def check_flows(sent, received, slices):
    """sent, received: by id (thread, time). slices: by (thread, id) [(start, end)]."""
    for number, (_, at) in received.items():
        need(number in sent and sent[number][1] <= at, f"the arrow {number} has no beginning, or goes back in time")
    for ends in (sent, received):
        for number, (thread, at) in ends.items():
            need(any(start <= at <= end for start, end in slices[thread, number]),
                 f"an end of the arrow {number} lies in no slice of its message")


def read_chrome(path, strict):
    def ns(microseconds):
        return round(float(microseconds) * 1000)

    with open(path, encoding="utf-8") as file:
        events = json.load(file, parse_float=str)["traceEvents"]
    named = {(e["pid"], e["tid"]): e["args"]["name"] for e in events if e["ph"] == "M" and e["name"] == "thread_name"}
    ordered = {(e["pid"], e["tid"]) for e in events if e["ph"] == "M" and e["name"] == "thread_sort_index"}
    objects = {e["pid"] for e in events if e["name"] == "process_name" and e["args"]["name"] == "objects"}
    operations, sent, received, slices = collections.Counter(), {}, {}, collections.defaultdict(list)
    order = []
    for e in events:
        thread = e["pid"], e["tid"]
        if e["ph"] == "X":
            start, end = ns(e["ts"]), ns(e["ts"]) + ns(e["dur"])
            if e.get("cat") == "held":
                continue
            order.append((thread, start, end))
            slices[thread, e["args"].get("message")].append((start, end))
            if e["cat"] == "program" and e["args"]["outcome"] != "not ended":
                operations[e["name"].split(" ")[0]] += 1
        elif e["ph"] in "sf" and e["cat"] == "message":
            ends = sent if e["ph"] == "s" else received
            need(e["id"] not in ends, f"the id {e['id']} is used twice")
            need(e["ph"] == "s" or e["bp"] == "e", "an arrow without bp")
            ends[e["id"]] = thread, ns(e["ts"])
    if strict:
        need(set(named) == ordered, "a thread has no place in the order")
        check_nested(order)
        check_flows(sent, received, slices)
    workers = [thread for thread in named if thread[0] not in objects]
    return {"workers": len(workers), "objects": len(named) - len(workers), "operations": operations, "sent": len(sent),
            "received": len(received)}


def text_format(lines):
    """protoc's text, as nested dicts of lists."""
    for line in lines:
        line = line.strip()
        if line == "}":
            return
        if line.endswith("{"):
            yield line[:-1].strip(), collect(lines)
        elif line:
            name, value = line.split(": ", 1)
            yield name, value.strip('"')


def collect(lines):
    found = collections.defaultdict(list)
    for name, value in text_format(lines):
        found[name].append(value)
    return found


def read_perfetto(path, strict):
    with open(path, "rb") as file:
        decoded = run("protoc", f"--proto_path={HERE}", "--decode=perfetto.protos.Trace", "perfetto.proto", stdin=file)
    unknown = re.search(r"^\s*\d+[:\s]", decoded, re.M)
    need(not unknown, f"a field that the schema does not know: {unknown and unknown.group()}")
    packets = collect(iter(decoded.split("\n")))["packet"]
    threads, objects, counters, located = set(), set(), set(), set()
    root = None
    for packet in packets:
        for track in packet["track_descriptor"]:
            uuid = track["uuid"][0]
            if track["thread"]:
                threads.add(uuid)
            elif track["counter"]:
                counters.add(uuid)
            elif track["name"] == ["objects"]:
                root = uuid
            elif track["parent_uuid"] == [root]:
                objects.add(uuid)
        for data in packet["interned_data"]:
            located |= {place["iid"][0] for place in data["source_locations"]}
    operations, sent, received = collections.Counter(), {}, {}
    opened, slices, order = collections.defaultdict(list), collections.defaultdict(list), []
    for packet in packets:
        for e in packet["track_event"]:
            track, at, kind = e["track_uuid"][0], int(packet["timestamp"][0]), e["type"][0]
            values = {a["name"][0]: (a["string_value"] + a["uint_value"] + a["int_value"])[0]
                      for a in e["debug_annotations"]}
            need(track in threads | objects | counters, "an event on no track")
            need(set(e["source_location_iid"]) <= located, "a line of source that is not told")
            if kind == "TYPE_SLICE_BEGIN":
                opened[track].append((at, values, e))
            elif kind == "TYPE_SLICE_END":
                need(opened[track], "an end without a beginning")
                start, its, begin = opened[track].pop()
                need(start <= at or not strict, "a slice that ends before it begins")
                slices[track, its.get("message")].append((start, at))
                if begin["categories"] == ["program"] and its["outcome"] != "not ended":
                    operations[begin["name"][0].split(" ")[0]] += 1
            elif kind == "TYPE_COUNTER":
                need(track in counters and e["counter_value"], "a count on no counter")
            if e["categories"] == ["message"]:
                for number in e["flow_ids"]:
                    sent[number] = track, at
                for number in e["terminating_flow_ids"]:
                    received[number] = track, at
    need(not any(opened.values()), "a slice that never ends")
    if strict:
        check_flows(sent, received, slices)
    return {"workers": len(threads), "objects": len(objects), "operations": operations, "sent": len(sent),
            "received": len(received)}


def read_sqlite(path, strict):
    def ask(question):
        return json.loads(run("sqlite3", "-readonly", "-json", path, question) or "[]")

    need(run("sqlite3", "-readonly", path, "PRAGMA integrity_check") == "ok\n", "the database is damaged")
    need(not strict or run("sqlite3", "-readonly", path, "PRAGMA foreign_key_check") == "", "a reference to nothing")
    counts = ask("""SELECT (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM workers) AS workers,
        (SELECT count(*) FROM objects) AS objects, (SELECT count(sent_event) FROM messages) AS sent,
        (SELECT count(received_event) FROM messages) AS received""")[0]
    counts["operations"] = {row["op"]: row["done"] for row in ask("SELECT * FROM operations")}
    for view in ("story", "transfers", "waits"):
        ask(f"SELECT * FROM {view} LIMIT 5")
    questions = re.findall(r"```sql\n(.*?)```", (HERE / "../../../../docs/SQLITE.md").read_text(), re.S)
    need(len(questions) == 5, "docs/SQLITE.md has not five questions")
    for question in questions:
        ask(question)
    return counts


def read_text(path, strict):
    text = pathlib.Path(path).read_text(encoding="utf-8")
    need(text.endswith("\n"), "the last line is cut")
    head, _, story = text.partition("\n\n")
    lines = story.split("\n")[:-1]
    step = 0
    for line in lines:
        found = re.fullmatch(r"( {7}|[ \d]{6,}\d)  +-?\d+\.\d{6} ms  (.*\S.*)", line)
        need(found, f"no sentence: {line!r}")
        if found.group(1).strip():
            step += 1
            need(int(found.group(1)) == step or not strict, f"step {step} is missing")
    messages = re.search(r"^messages (\d+) sent, (\d+) received", head, re.M)
    operations = re.search(r"^done     (.*)$", head, re.M).group(1)
    return {"events": len(lines), "workers": int(re.search(r"^workers  (\d+)$", head, re.M).group(1)),
            "objects": int(re.search(r"^objects  (\d+)$", head, re.M).group(1)), "sent": int(messages.group(1)),
            "received": int(messages.group(2)),
            "operations": {op: int(n) for op, n in (each.rsplit(" ", 1) for each in operations.split(", ") if each)}}


def read_mermaid(path, strict):
    text = pathlib.Path(path).read_text(encoding="utf-8")
    need(text.endswith("\n"), "the last line is cut")
    lines = text.split("\n")[:-1]
    need(lines.pop(0) == "sequenceDiagram", "it is no sequence diagram")
    who, verbs = {}, collections.Counter()
    safe = r"(?:[\w ./]|[^\x00-\x7f]|#\d+;)+"
    for line in lines:
        declared = re.fullmatch(rf"    participant ([wo]\d+) as {safe}", line)
        if declared:
            need(declared.group(1) not in who, "a participant twice")
            who[declared.group(1)] = True
            continue
        said = re.fullmatch(rf"    Note over (w\d+): {safe}", line)
        arrow = re.fullmatch(rf"    ([wo]\d+)(->>|-->>|-x)([wo]\d+): ({safe})", line)
        need(said or arrow, f"no line of a sequence diagram: {line!r}")
        need(set(said.groups() if said else arrow.group(1, 3)) <= set(who), "a stranger")
        if arrow and arrow.group(2) == "->>":
            verbs[re.split("[ #]", arrow.group(4))[0]] += 1
    return {"workers": sum(name[0] == "w" for name in who), "verbs": verbs}


class Page(html.parser.HTMLParser):
    """What stands in a page, and whether anything in it could ask for something from elsewhere."""

    def __init__(self):
        super().__init__()
        self.opened, self.texts, self.policy = [], collections.defaultdict(list), ""

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        need(not {"src", "href", "style", "srcset", "action", "data"} & set(values), f"{tag} with {values}")
        need(not any(name.startswith("on") for name in values), f"{tag} with {values}")
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values["content"]
        if tag not in ("meta", "input"):
            self.opened.append((tag, values))

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        need(self.opened and self.opened.pop()[0] == tag, f"an end of {tag} that was not open")

    def handle_data(self, data):
        if self.opened and self.opened[-1][0] in ("script", "style"):
            tag, values = self.opened[-1]
            self.texts[tag, values.get("type", "")].append(data)


def hash_in_policy(text):
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def moved(card, move):  # core/format/PageMove.h
    lists = [card[at] if at < len(card) else [] for at in range(move[0])]
    for at, how, *numbers in move[1:]:
        if how == 0:
            need(len(numbers) <= len(lists[at]), "a difference to a number that is not there")
            lists[at] = [number + (numbers[i] if i < len(numbers) else 0) for i, number in enumerate(lists[at])]
        else:
            start, gone, *come = numbers
            need(start + gone <= len(lists[at]), "what goes was not there")
            lists[at] = lists[at][:start] + come + lists[at][start + gone:]
    return lists


def check_phrase(words, phrase):
    need(phrase and words[phrase[0]].count("\x1f") == len(phrase) - 1, f"a phrase with other numbers than gaps: {phrase}")


def read_html(path, strict):
    page = Page()
    page.feed(pathlib.Path(path).read_text(encoding="utf-8"))
    page.close()
    need(not page.opened, f"{page.opened[-1:]} is never closed")
    need({kind: len(texts) for kind, texts in page.texts.items()} ==
         {("style", ""): 1, ("script", "application/json"): 1, ("script", ""): 1}, f"other scripts: {list(page.texts)}")
    rules = dict(rule.strip().partition(" ")[::2] for rule in page.policy.split(";"))
    need(rules == {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'",
                   "script-src": hash_in_policy(page.texts["script", ""][0]),
                   "style-src": hash_in_policy(page.texts["style", ""][0])}, f"a policy of {rules}")
    packed = page.texts["script", "application/json"][0]
    need(not set("<>&\u2028\u2029") & set(packed), "a sign in the data that could end it")
    run = json.loads(packed)
    words, ops, shapes = run["words"], run["ops"], run["shapes"]
    rows = [run["rows"][at:at + 4] for at in range(0, len(run["rows"]), 4)]
    need(all(len(row) == 4 for row in rows), "a row is cut")
    step = run["run"]["first"]
    operations = collections.Counter()
    for added, shape, word, waited in rows:
        step += added
        need(run["run"]["first"] <= step <= max(run["run"]["last"], run["run"]["first"]), f"a row at step {step}")
        worker, op, phase, outcome, depth, pattern, gaps = shapes[shape][:7]
        need(len(gaps) == len(re.findall(r"{[a-z]+}", run["patterns"][pattern])), "a sentence with a gap too many")
        need(all(gap < len(words) for gap in (word, *gaps)) and -1 <= worker < len(run["workers"]), "a word that is not there")
        if phase == 2 and depth == 0:
            operations[ops[op][0]] += 1
    for name, width, table in (("workerChanges", 4, "looks"), ("thingChanges", 3, "moves")):
        for at in range(0, len(run[name]), width):
            need(run[name][at + 2] < len(run[table]), f"{name} to what is not there")
    cards = {}
    for _, thing, move in zip(*[iter(run["thingChanges"])] * 3):
        card = cards[thing] = moved(cards.get(thing, []), run["moves"][move])
        check_phrase(words, card[0][3:])
        need(0 <= card[0][2] < len(words) and all(0 <= place < len(run["workers"]) for place in card[1]), "a card of what is not there")
    for look in run["looks"]:
        check_phrase(words, look[3:])
    sent, received, at = 0, 0, 0
    for place in range(0, len(run["messages"]), 2):
        at += run["messages"][place]
        until = run["messages"][place + 1]
        sends = shapes[rows[at][1]]
        if ops[sends[1]][0] in SENDS:
            sent += sends[2] == 2 or until != 0
            received += until != 0
            need(until == 0 or ops[shapes[rows[at + until][1]][1]][0] in RECEIVES, "a message that nobody receives")
    return {"workers": len(run["workers"]), "operations": operations, "sent": sent, "received": received,
            "events": run["run"]["stored"]}


def read_dot(path, strict):
    graph = json.loads(run("dot", "-Tdot_json", path))
    svg = subprocess.run(("dot", "-Tsvg", path), capture_output=True, check=True).stdout
    need(subprocess.run(("xmllint", "--noout", "--nonet", "-"), input=svg).returncode == 0, "the drawing is no SVG")
    nodes = [each["name"] for each in graph.get("objects", []) if not each["name"].startswith("cluster")]
    need(all(re.fullmatch(r"[wo]\d+", name) for name in nodes), f"a node that is nobody: {nodes}")
    return {"workers": sum(name[0] == "w" for name in nodes)}


def compare(form, counts, info):
    want = {"events": info["events"], "workers": len(info["workers"]), "objects": len(info["objects"]),
            "operations": info["operations"], "sent": info["messages"]["sent"],
            "received": info["messages"]["received"]}
    if form == "mermaid":  # exported at the depth of the program
        want["workers"] = sum(worker["depth"] == "program" for worker in info["workers"])
    for name in set(want) & set(counts):
        need(dict(counts[name]) == want[name] if name == "operations" else counts[name] == want[name],
             f"{name}: {counts[name]}, where heddle info has {want[name]}")
    if form == "mermaid":  # it tells verbs; of what has no object, in a note
        verbs = collections.Counter()
        for op, done in info["operations"].items():
            verbs[op.split(".")[-1]] += done
        for verb in {op.split(".")[-1] for op in SENDS | RECEIVES}:
            need(counts["verbs"][verb] == verbs[verb], f"{verb}: {counts['verbs'][verb]}, not {verbs[verb]}")


def main():
    form, path, *info = sys.argv[1:]
    readers = {"chrome": read_chrome, "perfetto": read_perfetto, "csv": read_csv, "jsonl": read_jsonl,
               "sqlite": read_sqlite, "text": read_text, "html": read_html, "mermaid": read_mermaid, "dot": read_dot, "dot-waits": read_dot}
    try:
        counts = readers[form](path, strict=bool(info))
        if form == "dot-waits":
            counts = {}
        if info:
            compare(form, counts, json.loads(pathlib.Path(info[0]).read_text()))
        print(json.dumps(counts))
    except (Bad, ValueError, KeyError, IndexError, AttributeError, TypeError, csv.Error) as bad:
        sys.exit(f"{form} {path}: {type(bad).__name__}: {bad}"[:600])


if __name__ == "__main__":
    main()
