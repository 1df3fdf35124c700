// SPDX-License-Identifier: MIT
// The timeline: a lane for each worker and object, a column for each step.

const LANE = {worker: 44, thing: 62, words: 34, group: 26, cell: 30, bar: 24, nested: 12, ruler: 24, column: 40};

const LEVEL_WORDS = {[SHAPE.queue]: 'levelDepth', [SHAPE.pipe]: 'levelBytes', [SHAPE.connection]: 'levelBytes', [SHAPE.listener]: 'levelBacklog', [SHAPE.managed]: 'levelEntries',
                     [SHAPE.condition]: 'levelAsleep', [SHAPE.semaphore]: 'levelFree', [SHAPE.barrier]: 'levelArrived', [SHAPE.memory]: 'levelPlaces'};

// As many pixels as the screen has for it.
function fitToScreen(canvas) {
  const {width, height} = canvas.getBoundingClientRect(), scale = window.devicePixelRatio || 1;
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext('2d').setTransform(scale, 0, 0, scale, 0, 0);
  return {width, height};
}

class Timeline {
  constructor(run, seek) {
    this.run = run;
    this.seek = seek;
    this.canvas = document.getElementById('timeline');
    this.column = LANE.column;
    this.left = run.first - 1;  // the step at the left edge
    this.top = 0;
    this.indexRows();
    for (const type of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel'])
      this.canvas.addEventListener(type, event => this.point(event));
    this.map = new RunMap(this, seek);
    this.canvas.addEventListener('wheel', event => this.wheel(event), {passive: false});
  }

  indexRows() {
    this.rowsOf = this.run.workers.map(() => []);
    for (const row of [...this.run.earlierWaits, ...this.run.rows]) if (row.shape.worker >= 0) this.rowsOf[row.shape.worker].push(row);
    this.messages = this.run.messages.filter(message => message.received && message.received.shape.worker >= 0 && message.from >= 0);
    this.longest = this.messages.reduce((most, message) => Math.max(most, message.received.step - message.sentStep), 0);
  }

  setDepth(depth) {
    const {run} = this;
    this.depth = depth;
    this.lanes = [];
    let y = LANE.ruler, process = null;
    const workers = run.workers.filter(worker => worker.depth <= depth), processes = new Set(workers.map(worker => worker.process));
    const add = lane => { this.lanes.push({...lane, y}); y += lane.height; };
    const isAlone = worker => workers.filter(other => other.process === worker.process).length === 1;
    for (const worker of workers) {
      const pid = worker.process >= 0 ? run.say('pid', run.processes[worker.process].pid) : '', hasOwnLine = processes.size > 1 && isAlone(worker);
      if (processes.size > 1 && worker.process !== process && worker.process >= 0 && !hasOwnLine)
        add({kind: 'group', height: LANE.group, name: `${run.processes[worker.process].name}  ${run.say('pid', run.processes[worker.process].pid)}`});
      process = worker.process;
      add({kind: 'worker', height: LANE.worker, name: worker.name, small: hasOwnLine ? pid : '', title: worker.path, place: worker.place, ...this.lifeOf(worker.place)});
    }
    const used = new Set(run.links.filter(link => link.depth <= depth).map(link => link.thing));
    const things = run.things.filter(thing => used.has(thing.place) && run.thingChanges[thing.place].length);
    if (things.length && processes.size > 1) add({kind: 'group', height: LANE.group, name: run.say('objects')});
    for (const thing of things) {
      const cards = run.thingChanges[thing.place];
      const isLevel = cards.some(({card}) => card.level >= 0);
      const most = cards.reduce((high, {card}) => Math.max(high, card.level), Math.max(1, isLevel && thing.shape === SHAPE.queue ? thing.capacity : 0));
      const hasBound = thing.shape === SHAPE.queue && thing.capacity > 0;
      const small = isLevel ? run.say(hasBound ? 'levelOf' : 'levelUpTo', run.say(LEVEL_WORDS[thing.shape] || 'levelCount'), most) : '';
      add({kind: isLevel ? 'level' : 'words', height: isLevel ? LANE.thing : LANE.words, name: thing.name, small, place: thing.place, cards, most, hasBound});
    }
    this.height = y + 8;
    this.laneOfThing = new Map(this.lanes.filter(lane => lane.cards).map(lane => [lane.place, lane]));
    this.laneOfWorker = new Map(this.lanes.filter(lane => lane.kind === 'worker').map(lane => [lane.place, lane]));
    this.names = Math.min(220, Math.max(104, ...this.lanes.map(lane => widthOf(lane.name, FONT.body) + 30)));
    this.resize();
  }

  // From the step before which it is first heard of to that of its end.
  lifeOf(place) {
    const changes = this.run.workerChanges[place], isGone = look => '✓✕'.includes(look.mark);
    if (!changes.length) return {born: Infinity, ended: Infinity};
    const end = changes.find(change => isGone(this.run.looks[change.what]));
    return {born: changes[0].step, ended: end ? end.step : Infinity};
  }

  resize() {
    const {width, height} = fitToScreen(this.canvas);
    this.width = width;
    this.room = height;
    this.map.resize();
    this.keepIn();
  }
  readColors() {
    const style = getComputedStyle(document.documentElement);
    this.color = new Proxy({}, {get: (known, name) => known[name] ||= style.getPropertyValue('--' + name).trim()});
    this.hatches = {};
    this.map.drawing = null;
  }

  get columns() { return (this.width - this.names) / this.column; }
  x(position) { return this.names + (position - this.left) * this.column; }
  positionAt(x) { return this.left + (x - this.names) / this.column; }
  keepIn() {
    const {first, last} = this.run, most = Math.max(first - 1, last - this.columns + .6);
    this.left = Math.min(Math.max(this.left, first - 1), most);
    this.top = Math.min(Math.max(this.top, 0), Math.max(0, this.height - this.room));
  }
  follow(position) {
    if (position > this.left + this.columns * .8) this.left = position - this.columns * .8;
    if (position < this.left + 1) this.left = position - Math.min(this.columns * .3, 8);
    this.keepIn();
  }
  // The lane of whoever does something comes into view.
  followLane(row) {
    const lane = row && this.laneOfWorker.get(row.shape.worker);
    if (!lane) return;
    this.top = Math.min(Math.max(this.top, lane.y + lane.height - this.room + 8), lane.y - LANE.ruler - 4);
    this.keepIn();
  }
  zoom(factor, x) {
    const at = this.positionAt(x), least = Math.min((this.width - this.names) / Math.max(this.run.last - this.run.first + 1.6, 1), LANE.column);
    this.column = Math.min(Math.max(this.column * factor, least), 120);
    this.left = at - (x - this.names) / this.column;
    this.keepIn();
  }
  fit(position) {
    const whole = (this.width - this.names) / (this.run.last - this.run.first + 1.6);
    this.column = Math.abs(this.column - Math.min(whole, 80)) < .01 ? LANE.column : Math.min(whole, 80);
    this.left = position - this.columns / 2;
    this.keepIn();
  }

  wheel(event) {
    event.preventDefault();
    const x = event.offsetX, by = event.deltaMode ? event.deltaY * 24 : event.deltaY;
    if (event.ctrlKey) this.zoom(Math.pow(1.0015, -by), Math.max(x, this.names));
    else if (event.shiftKey || event.deltaX) this.left += (event.deltaX || by) / this.column;
    else this.top += by;
    this.keepIn();
    this.changed();
  }
  point(event) {
    if (event.type === 'pointerdown') { this.canvas.setPointerCapture(event.pointerId); this.isDragged = true; }
    if (this.isDragged && event.offsetX > this.names) this.seek(Math.ceil(this.positionAt(event.offsetX) - .02));
    if (event.type === 'pointerup' || event.type === 'pointercancel') this.isDragged = false;
    this.canvas.title = this.wordsAt(event.offsetX, event.offsetY);
  }
  wordsAt(x, y) {
    const lane = this.lanes.find(each => y + this.top >= each.y && y + this.top < each.y + each.height);
    if (!lane || y < LANE.ruler) return '';
    if (x < this.names) return lane.title || lane.name;
    const step = Math.ceil(this.positionAt(x));
    const row = lane.kind === 'worker' && this.rowsOf[lane.place].find(each => each.from <= step && each.step >= step && each.shape.depth <= this.depth);
    return row ? `${row.step}: ${sentenceOf(this.run, row)}` : '';
  }

  hatch(tone) {
    if (this.hatches[tone]) return this.hatches[tone];
    const tile = document.createElement('canvas'), scale = window.devicePixelRatio || 1;
    tile.width = tile.height = Math.round(10 * scale);
    const pen = tile.getContext('2d'), size = tile.width;
    pen.fillStyle = this.color[tone];
    pen.fillRect(0, 0, size, size);
    pen.strokeStyle = '#ffffff80';
    pen.lineWidth = 1.6 * scale;
    const isLock = tone === 'waitsLock';
    for (const shift of [-size, 0, size]) {
      pen.beginPath();
      pen.moveTo(shift, isLock ? 0 : size);
      pen.lineTo(shift + size, isLock ? size : 0);
      pen.stroke();
    }
    const pattern = this.pen.createPattern(tile, 'repeat');
    pattern.setTransform(new DOMMatrix().scale(1 / scale));
    return this.hatches[tone] = pattern;
  }

  show(position) {
    const pen = this.pen = this.canvas.getContext('2d'), {width, room, names, color} = this;
    this.position = position;
    pen.fillStyle = color.surface;
    pen.fillRect(0, 0, width, room);
    this.from = Math.max(this.run.first, Math.floor(this.left));
    this.to = Math.min(this.run.last, Math.ceil(this.left + this.columns) + 1);
    pen.save();
    pen.beginPath();
    pen.rect(names, 0, width - names, room);
    pen.clip();
    this.drawGrid();
    pen.translate(0, -this.top);
    for (const lane of this.lanes) if (lane.y + lane.height > this.top && lane.y < this.top + room) this.drawLane(lane);
    this.drawLater();
    this.drawMessages();
    pen.restore();
    this.drawNames();
    this.drawRuler();
    this.drawInstant();
    this.map.show(position);
  }

  drawGrid() {
    if (this.column < 6) return;
    this.pen.fillStyle = this.color.grid;
    for (let step = this.from - 1; step <= this.to; step++) this.pen.fillRect(Math.round(this.x(step)), LANE.ruler, 1, this.room);
  }
  rounded(x, y, width, height, radius) {
    this.pen.beginPath();
    this.pen.roundRect(x, y, Math.max(width, 1), height, Math.min(radius, Math.max(width, 1) / 2));
  }

  drawLane(lane) {
    if (lane.kind === 'worker') this.drawWorker(lane);
    else if (lane.kind === 'level') this.drawLevel(lane);
    else if (lane.kind === 'words') this.drawWords(lane);
    else { this.pen.fillStyle = this.color.divider; this.pen.fillRect(this.names, lane.y + 4, this.width, 1); }
  }

  drawWorker(lane) {
    const {pen} = this, middle = lane.y + LANE.worker / 2, from = Math.max(this.x(lane.born), this.names - 4), to = this.x(Math.min(lane.ended, this.run.last));
    if (to > from) {
      pen.fillStyle = this.run.isHeld ? this.color.heldLine : this.color.runningLine;
      pen.fillRect(from, middle - 1, to - from, 2);
    }
    const rows = this.rowsOf[lane.place];
    for (let i = this.firstRow(rows); i < rows.length; i++) {
      const row = rows[i], own = row.shape.depth <= this.run.workers[lane.place].depth;
      if (row.step > this.to && row.from > this.to) { if (own && row.step - row.from === 0) break; else if (row.from > this.to + 2000) break; else continue; }
      if (row.shape.depth > this.depth) continue;
      if (own) this.drawBar(row, middle);
      else if (row.shape.phase !== Phase.waits) this.drawNested(rows, i, middle);
    }
  }
  // The first that may be in view; one that waited long ends in it or behind it.
  firstRow(rows) {
    let from = 0, to = rows.length;
    while (from < to) { const middle = (from + to) >> 1; if (rows[middle].step < this.from) from = middle + 1; else to = middle; }
    const last = rows.slice(Math.max(0, from - 40), from).findIndex(row => row.isOpen);
    return last < 0 ? from : Math.max(0, from - 40) + last;
  }

  drawBar(row, middle) {
    const {pen, color} = this, {phase, op} = row.shape, isDone = phase !== Phase.waits;
    if (!isDone && !row.isOpen) return;
    if (row.isOpen || row.from < row.step) {
      const tone = ['waitsMessage', 'waitsMessage', 'waitsLock', 'idle'][op.waitKind] || 'waitsMessage';
      const from = this.x(row.from - 1) + 1, to = row.isOpen ? this.x(this.run.last) : this.x(row.step - 1) - 1;
      pen.fillStyle = this.hatch(tone);
      this.rounded(from, middle - LANE.bar / 2, to - from, LANE.bar, 5);
      pen.fill();
      const left = Math.max(from, this.names) + 4, words = longestThatFits(waitTexts(row), FONT.ruler, to - left - 16);
      if (words) {
        const width = widthOf(words, FONT.ruler) + 10;
        pen.fillStyle = color.surface;
        this.rounded(left, middle - 8, width, 16, 4);
        pen.fill();
        this.write(words, left + 5, middle + 4, FONT.ruler, color.text);
      }
    }
    if (!isDone) return;
    const x = this.x(row.step - 1) + 1, width = this.column - 2, tone = this.toneOf(row);
    pen.fillStyle = color[tone];
    this.rounded(x, middle - LANE.cell / 2, width, LANE.cell, 5);
    pen.fill();
    const words = width < 9 ? '' : this.cellWords(row, width - 4);
    if (words) this.write(words, x + width / 2, middle + 4, FONT.codeStrong, tone === 'died' ? '#fff' : '#000', 'center');
    if (row.step === Math.ceil(this.position)) {
      pen.strokeStyle = color.accent;
      pen.lineWidth = 2;
      this.rounded(x - 1, middle - LANE.cell / 2 - 1, width + 2, LANE.cell + 2, 6);
      pen.stroke();
    }
  }

  // The end of a stream is how one learns that the other side is done: that is no failure.
  toneOf(row) {
    const outcome = OUTCOMES[row.shape.outcome];
    return outcome === 'killed' ? 'died' : row.shape.phase === Phase.failed && outcome !== 'eof' && outcome !== 'closed' ? 'waitsLock' : 'running';
  }
  cellWords(row, room) {
    const isNarrow = room < 60, texts = cellTexts(row, isNarrow), fitting = longestThatFits(texts, FONT.codeStrong, room);
    const isMarkOnly = fitting === row.shape.op.mark && texts.length > 1;
    return !fitting || isMarkOnly ? cutTo(cutText(row), FONT.codeStrong, room) || fitting : fitting;
  }

  // What a step consists of, side by side under it.
  drawNested(rows, i, middle) {
    const row = rows[i], isMate = other => other.step === row.step && other.shape.depth > Depth.program && other.shape.depth <= this.depth && other.shape.phase !== Phase.waits;
    let before = 0, behind = 0;
    while (before < 40 && rows[i - before - 1] && rows[i - before - 1].step === row.step) before++;
    while (behind < 40 && rows[i + behind + 1] && rows[i + behind + 1].step === row.step) behind++;
    const mates = rows.slice(i - before, i + behind + 1).filter(isMate), width = (this.column - 2) / mates.length;
    this.pen.fillStyle = row.shape.depth === Depth.system ? this.color.system : this.color.depthLine;
    this.rounded(this.x(row.step - 1) + 1 + mates.indexOf(row) * width, middle + LANE.cell / 2 + 1, Math.max(width - 1, 1), 5, 2);
    this.pen.fill();
  }

  // Each card that is in view, with the step at which the next comes.
  *cardsInView(lane) {
    const {cards} = lane;
    let from = 0, to = cards.length;
    while (from < to) { const middle = (from + to) >> 1; if (cards[middle].step < this.from - 1) from = middle + 1; else to = middle; }
    for (let i = Math.max(0, from - 1); i < cards.length && cards[i].step <= this.to; i++)
      yield [cards[i].card, cards[i].step, i + 1 < cards.length ? cards[i + 1].step : this.run.last];
  }

  drawLevel(lane) {
    const {pen, color} = this, bottom = lane.y + lane.height - 8, high = lane.height - 22, top = level => bottom - high * Math.min(level / lane.most, 1);
    if (lane.hasBound) {
      pen.strokeStyle = color.capacity;
      pen.lineWidth = 1;
      pen.setLineDash([3, 3]);
      pen.beginPath();
      pen.moveTo(this.names, top(lane.most) - .5);
      pen.lineTo(this.x(this.run.last), top(lane.most) - .5);
      pen.stroke();
      pen.setLineDash([]);
    }
    const line = [];
    for (const [card, from, to] of this.cardsInView(lane)) {
      const y = top(card.level), left = this.x(from) - this.column / 2, right = to === this.run.last ? this.x(to) : this.x(to) - this.column / 2;
      if (card.level > 0) { pen.fillStyle = color.depthFill; pen.fillRect(left, y, right - left, bottom - y); }
      line.push([left, y], [right, y]);
    }
    pen.strokeStyle = color.depthLine;
    pen.lineWidth = 1.5;
    pen.beginPath();
    line.forEach(([x, y], i) => i ? pen.lineTo(x, y) : pen.moveTo(x, y));
    pen.stroke();
  }

  drawWords(lane) {
    const {pen, color} = this, middle = lane.y + lane.height / 2;
    let pending = null;
    const flush = () => {
      if (!pending || !pending.words) return;
      const left = this.x(pending.from - 1) + 1, right = pending.to === this.run.last ? this.x(pending.to) : this.x(pending.to - 1) - 1;
      pen.fillStyle = pending.tone === 4 ? color.held : pending.tone === 1 ? color.runningLine : color.depthFill;
      this.rounded(left, middle - 9, right - left, 18, 4);
      pen.fill();
      const at = Math.max(left, this.names) + 5, words = cutTo(pending.words, FONT.ruler, right - at - 4);
      if (words) this.write(words, at, middle + 4, FONT.ruler, pending.tone === 4 || pending.tone === 1 ? '#000' : color.text);
    };
    for (const [card, from, to] of this.cardsInView(lane)) {
      if (pending && pending.words === card.lane) { pending.to = to; continue; }
      flush();
      pending = {words: card.lane, tone: card.tone, from: Math.max(from, this.run.first), to};
    }
    flush();
  }

  // What lies behind the instant is there, but paler.
  drawLater() {
    const x = Math.max(this.x(this.position), this.names);
    this.pen.globalAlpha = .45;
    this.pen.fillStyle = this.color.surface;
    this.pen.fillRect(x, this.top + LANE.ruler, this.width - x, this.room);
    this.pen.globalAlpha = 1;
  }

  drawMessages() {
    const {pen, color, position} = this, most = 250, capsules = [], now = Math.ceil(position);
    let from = 0, to = this.messages.length, drawn = 0;
    while (from < to) { const middle = (from + to) >> 1; if (this.messages[middle].sentStep < this.from - this.longest) from = middle + 1; else to = middle; }
    for (let i = from; i < this.messages.length && this.messages[i].sentStep <= this.to && drawn < most; i++) {
      const message = this.messages[i], {received, thing} = message;
      if (received.step < this.from || Math.max(received.shape.depth, message.sent ? message.sent.shape.depth : 0) > Math.max(this.depth, Depth.library)) continue;
      const a = this.laneOfWorker.get(message.from), b = this.laneOfWorker.get(received.shape.worker);
      if (!a || !b || a === b) continue;
      const isNow = received.step === now || message.sentStep === now, isUnderWay = message.sentStep - .5 < position && position < received.step - .5;
      if (!isNow && !isUnderWay && this.column < 7) continue;
      drawn++;
      const down = b.y > a.y, half = LANE.cell / 2, start = {x: this.x(message.sentStep - .5), y: a.y + LANE.worker / 2 + (down ? half : -half)};
      const end = {x: this.x(received.step - .5), y: b.y + LANE.worker / 2 + (down ? -half : half)};
      const bend = Math.max((end.x - start.x) * .45, 12), curve = [start, {x: start.x + bend * .3, y: start.y + (end.y - start.y) * .35}, {x: end.x - bend, y: end.y - (end.y - start.y) * .35}, end];
      pen.globalAlpha = message.sentStep > now && !isNow ? .35 : 1;
      this.drawArrow(curve, isNow ? color.accent : color.arrow, isNow ? 2.2 : 1);
      if (isUnderWay || (isNow && received.step === now))
        capsules.push([curve, Math.min(Math.max((position - message.sentStep + .5) / (received.step - message.sentStep || 1), .06), .86), message, isNow, thing]);
    }
    pen.globalAlpha = 1;
    this.drawCapsules(capsules);
  }
  // Of more than two that lie in one thing only the step's ride on their arrows: its lane says how many lie in it.
  drawCapsules(capsules) {
    const lying = new Map();
    for (const capsule of capsules) if (!capsule[3]) lying.set(capsule[4], [...lying.get(capsule[4]) || [], capsule]);
    const isHeap = thing => (lying.get(thing) || []).length > 2, riding = capsules.filter(([, , , isNow, thing]) => isNow || !isHeap(thing));
    for (const [curve, part, message] of riding.sort((x, y) => x[3] - y[3])) this.drawCapsule(alongWay([curve], part), contentOf(message.sent || message.received) || contentOf(message.received));
    this.canvas.dataset.riding = riding.length;
    for (const [thing, all] of lying) if (isHeap(thing)) this.drawLying(thing, all);
  }
  drawLying(thing, all) {
    const lane = this.laneOfThing.get(thing), card = this.run.card(thing, Math.floor(this.position)), isCounted = card && this.run.things[thing].shape === SHAPE.queue;
    const words = this.run.say('lying', isCounted ? card.level : all.length), half = widthOf(words, FONT.chip) / 2 + 9, [curve, part] = all[0];
    const x = Math.min(Math.max(this.x(this.position), this.names + half), this.width - half), y = lane ? lane.y + lane.height / 2 : alongWay([curve], part).y;
    const inView = Math.min(Math.max(y, this.top + LANE.ruler + 12), this.top + this.room - 12);  // of a lane out of sight at its edge
    this.drawCapsule({x, y: inView}, words, 2 * half);
  }
  drawArrow([a, b, c, d], stroke, width) {
    const {pen} = this, angle = Math.atan2(d.y - c.y, d.x - c.x), size = 3 + width * 2;
    pen.strokeStyle = pen.fillStyle = stroke;
    pen.lineWidth = width;
    pen.beginPath();
    pen.moveTo(a.x, a.y);
    pen.bezierCurveTo(b.x, b.y, c.x, c.y, d.x, d.y);
    pen.stroke();
    pen.beginPath();
    pen.moveTo(d.x, d.y);
    pen.lineTo(d.x - size * Math.cos(angle - .45), d.y - size * Math.sin(angle - .45));
    pen.lineTo(d.x - size * Math.cos(angle + .45), d.y - size * Math.sin(angle + .45));
    pen.fill();
  }
  drawCapsule({x, y}, words, most = 60) {
    const shown = cutTo(words || '•', FONT.chip, most), width = Math.max(widthOf(shown, FONT.chip) + 14, 28);
    this.pen.fillStyle = this.color.system;
    this.rounded(x - width / 2, y - 10, width, 20, 10);
    this.pen.fill();
    this.write(shown, x, y + 4, FONT.chip, '#fff', 'center');
  }
  write(words, x, y, font, fill, align = 'left') {
    Object.assign(this.pen, {font, fillStyle: fill, textAlign: align});
    this.pen.fillText(words, x, y);
  }

  drawNames() {
    const {pen, color, names, run} = this;
    pen.fillStyle = color.surface;
    pen.fillRect(0, 0, names, this.room);
    for (const lane of this.lanes) {
      const y = lane.y - this.top;
      if (y + lane.height < LANE.ruler || y > this.room) continue;
      const middle = y + lane.height / 2 + (lane.small ? -3 : 4);
      if (lane.kind === 'group') { this.write(cutTo(lane.name, FONT.small, this.names - 12), 16, middle + 2, FONT.small, color.muted); continue; }
      if (lane.kind === 'level') { pen.fillStyle = color.sidebar; pen.fillRect(0, y, names - 4, lane.height); }
      this.write(cutTo(lane.name, FONT.body, names - 26), names - 16, middle, FONT.body, color.text, 'right');
      if (lane.small) this.write(cutTo(lane.small, FONT.small, names - 26), names - 16, middle + 16, FONT.small, color.muted, 'right');
    }
  }
  drawRuler() {
    const {pen, color} = this, every = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000].find(each => each * this.column >= 52) || 100000;
    pen.fillStyle = color.surface;
    pen.fillRect(0, 0, this.width, LANE.ruler);
    const now = Math.ceil(this.position);
    for (let step = Math.ceil(this.from / every) * every; step <= this.to; step += every) {
      const x = this.x(step - .5);
      if (x > this.names + 8 && Math.abs(x - this.x(now - .5)) > 34) this.write(step, x, 15, FONT.ruler, color.muted, 'center');
    }
    if (now >= this.from && now <= this.to) this.write(now, this.x(now - .5), 15, FONT.ruler, color.accent, 'center');
  }
  drawInstant() {
    const x = Math.round(this.x(this.position));
    if (x < this.names - 1 || x > this.width) return;
    this.pen.fillStyle = this.color.accent;
    this.pen.fillRect(x - 1, LANE.ruler - 4, 2, this.room);
    this.pen.beginPath();
    this.pen.moveTo(x - 6, LANE.ruler - 8);
    this.pen.lineTo(x + 6, LANE.ruler - 8);
    this.pen.lineTo(x, LANE.ruler + 1);
    this.pen.fill();
  }
}
