// SPDX-License-Identifier: MIT
// Source, events and output at an instant.

const CODE = /(\/\/.*|#\s*(?:include|define|if|ifdef|endif|pragma)\b.*)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\b(\d[\w.']*)\b|\b(?:(if|else|for|while|return|auto|const|constexpr|int|bool|void|char|double|struct|class|namespace|using|template|public|private|static|true|false|nullptr|new|delete|switch|case|break|continue|try|catch|throw|def|import|from|in|with|as|pass|lambda|None|True|False)\b)/g;

function made(name, classes, words) {
  const node = document.createElement(name);
  if (classes) node.className = classes;
  if (words !== undefined) node.textContent = words;
  return node;
}

class SourcePanel {
  constructor(run) {
    this.run = run;
    this.box = document.getElementById('source');
    this.name = document.getElementById('fileName');
  }

  show(step, row) {
    const site = row && this.run.sites.get(row.shape.site) || this.lastSite || this.run.workers.map(worker => this.run.siteOf(worker.place, step)).find(Boolean);
    if (!site) { this.name.textContent = ''; this.box.replaceChildren(made('p', 'quiet', this.run.say('noSource'))); this.file = -1; return; }
    this.lastSite = site;
    if (this.file !== site.file) this.open(site.file);
    for (const line of this.marked || []) { line.classList.remove('here', 'now'); const marks = line.querySelector('.marks'); marks.replaceChildren(); marks.more = 0; }
    this.marked = [];
    for (const worker of this.run.workers) {
      const at = this.run.siteOf(worker.place, step), look = this.run.look(worker.place, step);
      if (at && at.file === this.file && look && !'✓✕'.includes(look.mark)) this.mark(at.line, worker, look);
    }
    const now = this.lines.get(site.line);
    if (!now) return;
    now.classList.add('now');
    this.marked.push(now);
    const top = now.offsetTop - this.box.offsetTop;
    if (top < this.box.scrollTop + 20 || top > this.box.scrollTop + this.box.clientHeight - 60) this.box.scrollTop = top - this.box.clientHeight * .4;
  }
  mark(number, worker, look) {
    const line = this.lines.get(number);
    if (!line) return;
    line.classList.add('here');
    this.marked.push(line);
    const letter = (worker.name.match(/\d+$/) || [worker.name[0] || '?'])[0].slice(-2), mark = made('span', `mark tone${look.tone}`, letter);
    mark.title = `${worker.name}: ${look.words}`;
    const marks = line.querySelector('.marks'), most = 3;
    if (marks.children.length < most) return marks.append(mark);
    marks.more = (marks.more || 1) + 1;  // the last gives its place to their number
    const last = marks.lastChild;
    last.textContent = `+${marks.more}`;
    last.title += `\n${mark.title}`;
  }

  open(file) {
    this.file = file;
    this.marked = [];
    this.lines = new Map();
    const {name, text} = this.run.files[file];
    this.name.textContent = this.name.title = name;
    this.box.replaceChildren();
    if (text === null) {
      this.box.append(made('p', 'quiet', this.run.say('fileMissing')));
      const known = new Set([...this.run.sites.values()].filter(site => site.file === file).map(site => site.line));
      for (const number of [...known].sort((a, b) => a - b)) this.add(number, '');
    } else text.replace(/\n$/, '').split('\n').forEach((line, i) => this.add(i + 1, line));
  }
  add(number, code) {
    const line = made('div', 'line'), words = made('code');
    let at = 0;
    for (const found of code.matchAll(CODE)) {
      words.append(code.slice(at, found.index), made('span', found[1] ? (found[1][0] === '#' ? 'm' : 'c') : found[2] ? 's' : found[3] ? 'n' : 'k', found[0]));
      at = found.index + found[0].length;
    }
    words.append(code.slice(at));
    line.append(made('span', 'number', number), made('span', 'marks'), words);
    this.lines.set(number, line);
    this.box.append(line);
  }
}

class EventsPanel {
  constructor(run, seek) {
    this.run = run;
    this.seek = seek;
    this.box = document.getElementById('events');
    this.all = document.getElementById('eventsAll');
    this.filter = document.getElementById('filter');
    this.box.addEventListener('scroll', () => this.draw());
    this.filter.addEventListener('input', () => { this.select(); this.reveal(); this.draw(); });
    this.all.addEventListener('click', event => {
      const line = event.target.closest('.event');
      if (line) this.seek(Number(line.dataset.step));
    });
  }
  setDepth(depth) { this.depth = depth; this.step = null; this.select(); }

  select() {
    const words = this.filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    this.rows = this.run.rows.filter(row => row.shape.depth <= this.depth);
    if (words.length) this.rows = this.rows.filter(row => { const said = sentenceOf(this.run, row).toLowerCase(); return words.every(word => said.includes(word)); });
    this.all.style.height = `${this.rows.length * 26}px`;
  }
  show(step) {
    if (this.step !== step) { this.step = step; this.reveal(); }
    this.draw();
  }
  reveal() {
    let from = 0, to = this.rows.length;
    while (from < to) { const middle = (from + to) >> 1; if (this.rows[middle].step <= this.step) from = middle + 1; else to = middle; }
    const top = Math.max(from - 1, 0) * 26;
    if (top < this.box.scrollTop + 26 || top > this.box.scrollTop + this.box.clientHeight - 78) this.box.scrollTop = top - this.box.clientHeight * .55;
  }
  draw() {
    const from = Math.max(0, Math.floor(this.box.scrollTop / 26) - 4), to = Math.min(this.rows.length, from + Math.ceil(this.box.clientHeight / 26) + 8);
    this.all.replaceChildren(...this.rows.slice(from, to).map((row, i) => this.line(row, from + i)));
  }
  line(row, index) {
    const {depth, phase} = row.shape, isStep = depth === Depth.program;
    const line = made('div', 'event' + (isStep ? '' : ' deep') + (row.step > this.step ? ' later' : '') + (isStep && row.step === this.step ? ' now' : '') +
                             (phase === Phase.waits ? ' waits' : phase === Phase.failed ? ' failed' : ''));
    const said = sentenceOf(this.run, row);
    line.style.top = `${index * 26}px`;
    line.dataset.step = row.step;
    line.title = said;
    line.append(made('span', 'number', isStep ? row.step : ''), made('span', 'said', said));
    return line;
  }
}

class OutputPanel {
  constructor(run) {
    this.run = run;
    this.box = document.getElementById('output');
    document.getElementById('outputPane').hidden = run.output.length === 0;
    document.getElementById('outputLeftOut').textContent = run.outputLeftOut ? run.say('outputLeftOut', run.outputLeftOut) : '';
  }
  show(step) {
    const count = this.run.output.findIndex(line => line.step > step), shown = count < 0 ? this.run.output.length : count;
    if (shown === this.shown) return;
    this.shown = shown;
    this.box.replaceChildren(...this.run.output.slice(0, shown).map(line => made('span', ['typed', '', 'complaint'][line.stream], line.text)));
    this.box.scrollTop = this.box.scrollHeight;
  }
}
