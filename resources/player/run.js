// SPDX-License-Identifier: MIT
// What core/format/PagePacking packed, unpacked. Nothing is worked out here but places in tables.

const Depth = {program: 0, library: 1, system: 2};
const Phase = {waits: 1, done: 2, failed: 3};

// Numbers of which each is told by what it adds to the one before, `width` in a row.
function* unpackedRows(flat, width, first) {
  let step = first;
  for (let i = 0; i + width <= flat.length; i += width) {
    step += flat[i];
    yield [step, ...flat.slice(i + 1, i + width)];
  }
}

function changesByPlace(count, flat, width) {
  const places = Array.from({length: count}, () => []);
  for (const [step, place, what, site] of unpackedRows(flat, width, 0)) places[place].push({step, what, site});
  return places;
}

// The last of those in order that came at or before `step`; undefined: none has.
function lastUntil(changes, step) {
  let from = 0, to = changes.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (changes[middle].step <= step) from = middle + 1;
    else to = middle;
  }
  return changes[from - 1];
}

// Of a phrase: the word of its pattern, and the numbers that stand in the pattern's gaps.
function phraseOf(words, [pattern, ...numbers]) { return words[pattern].split('\x1f').reduce((said, part, i) => said + numbers[i - 1] + part); }

// What a move (core/format/PageMove.h) makes of a card's lists. What stays the same is shared.
function movedLists(lists, [count, ...changes]) {
  const moved = Array.from({length: count}, (_, list) => lists[list] || []);
  for (const [list, how, ...numbers] of changes)
    moved[list] = how === 0 ? moved[list].map((number, i) => number + (numbers[i] || 0)) : [...moved[list].slice(0, numbers[0]), ...numbers.slice(2), ...moved[list].slice(numbers[0] + numbers[1])];
  return moved;
}

// How a thing looks. Put into words when somebody asks: there are as many as the thing has changed.
class Card {
  constructor(words, lists) { Object.assign(this, {words, lists}); }
  get level() { return this.lists[0][0]; }
  get tone() { return this.lists[0][1]; }
  get lane() { return this.words[this.lists[0][2]]; }
  get head() { return phraseOf(this.words, this.lists[0].slice(3)); }
  get line() { return this.lists[1]; }
  get rows() { return this.lists.slice(2); }
}

class Run {
  constructor(packed) {
    this.says = packed.says;
    this.words = packed.words;
    const word = number => this.words[number];
    Object.assign(this, packed.run, {title: word(packed.run.title), note: word(packed.run.note), counts: word(packed.run.counts)});
    for (const name of ['mode', 'chooser', 'ending', 'theme']) this[name] = word(packed.run[name]);
    this.parameters = packed.run.parameters.map(word);
    this.warnings = packed.run.warnings.map(word);
    this.verdicts = packed.verdicts.map(([isTrouble, sentence, step, workers, things]) =>
      ({isTrouble: !!isTrouble, sentence: word(sentence), step, workers, things}));
    this.processes = packed.processes.map(([name, pid, isKeeper]) => ({name: word(name), pid, isKeeper: !!isKeeper}));
    this.workers = packed.workers.map(([name, path, process, depth], place) =>
      ({place, name: word(name), path: word(path), process, depth}));
    this.things = packed.things.map(([name, shape, kind, capacity, keeper], place) =>
      ({place, name: word(name), shape, kind: word(kind), capacity, keeper}));
    this.links = packed.links.map(([worker, thing, direction, depth]) => ({worker, thing, direction, depth}));
    this.looks = packed.looks.map(([tone, mark, isCode, ...phrase]) => ({tone, mark: word(mark), words: phraseOf(this.words, phrase), isCode: !!isCode}));
    this.plans = packed.plans.map(([depth, boxes, frames, ways]) => ({depth, boxes, frames: frames.map(([title, ...rect]) => [word(title), ...rect]), ways}));
    this.workerChanges = changesByPlace(this.workers.length, packed.workerChanges, 4);
    this.thingChanges = changesByPlace(this.things.length, packed.thingChanges, 3).map(changes => this.cardsOf(changes, packed.moves));
    this.ops = packed.ops.map(([name, verb, mark, byMark, inWords, waitKind, sends]) => ({name, verb, mark, byMark, inWords, waitKind, sends}));
    this.patterns = packed.patterns.map(pattern => pattern.split(/\{[a-z]+\}/));
    this.shapes = packed.shapes.map(([worker, op, phase, outcome, depth, pattern, gaps, thing, moves, showsWord, site, object]) =>
      ({worker, op: this.ops[op], phase, outcome, depth, pattern: this.patterns[pattern], gaps, thing, moves, showsWord, site, object: word(object)}));
    this.unpackRows(packed);
    this.files = packed.files.map(([name, text]) => ({name: word(name), text}));
    this.sites = new Map(packed.sites.map(([number, file, line]) => [number, {file, line}]));
    this.output = packed.output.map(([step, stream, text]) => ({step, stream, text}));
    this.outputLeftOut = packed.outputLeftOut;
    this.deepest = this.rows.reduce((depth, row) => Math.max(depth, row.shape.depth), 0);
    this.isHeld = this.mode !== 'free';
  }

  cardsOf(changes, moves) {
    let lists = [];
    return changes.map(({step, what}) => ({step, card: new Card(this.words, lists = movedLists(lists, moves[what]))}));
  }

  unpackRows(packed) {
    this.rows = [];
    this.rowOfStep = new Map();
    for (const [step, shape, word, waited] of unpackedRows(packed.rows, 4, this.first)) {
      const row = {index: this.rows.length, step, shape: this.shapes[shape], word: this.words[word], from: waited > 0 ? step - waited : step, isOpen: false};
      if (row.shape.depth === Depth.program) this.rowOfStep.set(step, row);
      this.rows.push(row);
    }
    for (let i = 0; i < packed.open.length; i += 2)
      Object.assign(this.rows[packed.open[i]], {isOpen: true, from: packed.open[i + 1]});
    this.earlierWaits = [];  // begun ahead of this part, and not over in it
    for (let i = 0; i < packed.earlierWaits.length; i += 3) {
      const [step, shape, word] = packed.earlierWaits.slice(i, i + 3);
      this.earlierWaits.push({index: -1, step, shape: this.shapes[shape], word: this.words[word], from: step, isOpen: true});
    }
    this.messages = [];
    let index = 0;
    for (let i = 0; i < packed.messages.length; i += 2) {
      index += packed.messages[i];
      const sent = this.rows[index], received = packed.messages[i + 1] ? this.rows[index + packed.messages[i + 1]] : null;
      this.messages.push({from: sent.shape.worker, sentStep: sent.step, sent, received, thing: sent.shape.thing});
    }
    for (let i = 0; i < packed.earlier.length; i += 3)
      this.messages.push({from: packed.earlier[i], sentStep: packed.earlier[i + 1], sent: null, received: this.rows[packed.earlier[i + 2]], thing: this.rows[packed.earlier[i + 2]].shape.thing});
    this.messages.sort((a, b) => a.sentStep - b.sentStep);
  }

  // The page's own words, in its language; %1, %2 … are put in.
  say(key, ...putIn) { return putIn.reduce((text, words, i) => text.replace(`%${i + 1}`, () => words), this.says[key]); }

  look(worker, step) {
    const change = lastUntil(this.workerChanges[worker], step);
    return change && this.looks[change.what];
  }
  siteOf(worker, step) {
    const change = lastUntil(this.workerChanges[worker], step);
    return change && this.sites.get(change.site);
  }
  card(thing, step) {
    const change = lastUntil(this.thingChanges[thing], step);
    return change && change.card;
  }
}
