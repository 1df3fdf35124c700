// SPDX-License-Identifier: MIT
// Puts the parts together, and listens to keys and buttons.

class Player {
  constructor(run) {
    this.run = run;
    this.playback = new Playback(run, () => this.show());
    const seek = step => { this.playback.isPlaying = false; this.playback.seek(step); };
    readFonts();
    this.stage = new Stage(run);
    this.timeline = new Timeline(run, seek);
    this.timeline.changed = () => this.timeline.show(this.playback.position);
    this.source = new SourcePanel(run);
    this.events = new EventsPanel(run, seek);
    this.output = new OutputPanel(run);
    this.seek = seek;
    this.tellRun();
    this.listen();
    this.setTheme(run.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));
    this.setDepth(0);
    this.timeline.left = run.at - this.timeline.columns * .8;
    this.timeline.keepIn();
    this.show();
  }

  node(id) { return document.getElementById(id); }
  tellRun() {
    const {run} = this;
    document.title = run.say('title', run.title);
    this.node('title').textContent = run.title;
    const how = run.chooser && run.chooser !== 'none' ? `${run.mode}, ${run.chooser}` : run.mode;
    this.node('parameters').textContent = this.node('parameters').title = [...run.parameters, how].join('  ');
    this.node('ending').textContent = run.verdicts.some(verdict => run.ending && verdict.sentence.startsWith(run.ending)) ? '' : run.ending;
    this.node('counts').textContent = this.node('counts').title = run.counts;
    if (run.note) {
      this.node('note').hidden = false;
      this.node('noteStep').textContent = run.say('noteStep', run.at);
      this.node('noteText').textContent = run.note;
      this.node('noteStep').addEventListener('click', () => this.seek(run.at));
    }
    for (const verdict of run.verdicts) {
      const isHere = verdict.step >= run.first - 1 && verdict.step <= run.last;
      const button = made('button', verdict.isTrouble ? '' : 'isNote', run.say(isHere ? 'verdictAt' : 'verdictElsewhere', verdict.sentence, verdict.step));
      button.disabled = !isHere;
      button.addEventListener('click', () => this.seek(verdict.step));
      this.node('verdicts').append(button);
    }
    if (!run.verdicts.some(verdict => verdict.isTrouble)) this.node('verdicts').prepend(run.say(run.isPart ? 'noTroubleInRun' : 'noTrouble'));
    for (const warning of run.warnings) this.node('verdicts').append(made('span', 'isNote', ` ${warning}`));
    const held = run.isHeld ? ['held', 'legendHeld'] : ['runs', 'legendRuns'];
    for (const [kind, key] of [['done', 'legendDone'], ['waits', 'legendWaits'], ['lock', 'legendLock'], held]) this.node('legend').append(made('span', kind, run.say(key)));
    this.node('depthLabel').hidden = run.deepest === 0;
    for (const option of this.node('depth').options) option.disabled = Number(option.value) > run.deepest;
  }

  setTheme(theme) {
    document.documentElement.dataset.theme = theme;
    this.timeline.readColors();
    if (this.timeline.lanes) this.show();
  }
  setDepth(depth) {
    this.stage.setDepth(depth);
    this.timeline.setDepth(depth);
    this.events.setDepth(depth);
  }

  show() {
    const {position, isPlaying} = this.playback, {run} = this, step = Math.ceil(position), row = run.rowOfStep.get(step);
    this.stage.show(position);
    this.timeline.follow(position);
    if (this.shown !== step) this.timeline.followLane(row);
    this.timeline.show(position);
    if (this.shown !== step) {
      this.shown = step;
      this.source.show(step, row);
      this.events.show(step);
      this.output.show(step);
      this.node('stepWords').textContent = run.say('step', step);
      this.node('ofSteps').textContent = run.first > 1 || run.last < run.allSteps ? run.say('ofPart', run.first, run.last) : run.say('ofSteps', run.last);
      this.node('sentence').textContent = row ? sentenceOf(run, row) + '.' : run.say('nothingYet');
      const troubles = run.verdicts.filter(verdict => verdict.isTrouble && verdict.step <= step);
      this.node('trouble').hidden = !troubles.length;
      this.node('trouble').textContent = troubles.length ? run.say('atStep', troubles.at(-1).sentence, troubles.at(-1).step) : '';
    }
    this.node('speedWords').textContent = run.say('secondsAStep', this.playback.secondsAStep);
    this.node('speed').value = this.playback.speed;
    this.node('play').textContent = isPlaying ? '❚❚' : '▶';
    this.node('play').setAttribute('aria-label', run.say(isPlaying ? 'pause' : 'play'));
    Object.assign(document.documentElement.dataset, {step, playing: isPlaying, moving: this.playback.frame !== null});
  }

  listen() {
    const {playback} = this, click = (id, act) => this.node(id).addEventListener('click', event => { act(event); event.currentTarget.blur(); });
    click('play', () => playback.toggle());
    click('step', () => playback.step());
    click('back', () => playback.back());
    click('toStart', () => this.seek(this.run.first - 1));
    click('toEnd', () => this.seek(this.run.last));
    click('theme', () => this.turnTheme());
    click('help', () => this.node('keys').showModal());
    click('zoomIn', () => this.zoom(1.3));
    click('zoomOut', () => this.zoom(1 / 1.3));
    click('fit', () => { this.timeline.fit(playback.position); this.timeline.changed(); });
    this.node('speed').addEventListener('input', event => { playback.speed = Number(event.target.value); this.show(); });
    this.node('depth').addEventListener('change', event => { this.setDepth(Number(event.target.value)); this.shown = null; this.show(); });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', event => this.setTheme(event.matches ? 'dark' : 'light'));
    addEventListener('keydown', event => this.press(event));
    new ResizeObserver(() => { this.stage.resize(); this.timeline.resize(); this.show(); }).observe(document.querySelector('main'));
    document.fonts.ready.then(() => { widths.clear(); this.setDepth(this.timeline.depth); this.show(); });
  }
  turnTheme() {
    this.setTheme(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark');
    this.stage.drawn = null;
    this.show();
  }
  zoom(factor) {
    this.timeline.zoom(factor, this.timeline.x(this.playback.position));
    this.timeline.changed();
  }

  press(event) {
    const {playback} = this;
    if (this.node('keys').open || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.matches('input[type=search], select')) {
      if (event.key === 'Escape') event.target.blur();
      return;
    }
    const keys = {
      ' ': () => playback.toggle(), n: () => playback.step(), N: () => playback.step(), F10: () => playback.step(), ArrowRight: () => playback.step(),
      Backspace: () => playback.back(), ArrowLeft: () => playback.back(), Home: () => this.seek(this.run.first - 1), End: () => this.seek(this.run.last),
      '+': () => playback.faster(1), '=': () => playback.faster(1), '-': () => playback.faster(-1), l: () => this.turnTheme(), L: () => this.turnTheme(),
      f: () => { this.timeline.fit(playback.position); this.timeline.changed(); }, '/': () => this.node('filter').focus(), '?': () => this.node('keys').showModal()
    };
    const places = {KeyN: 'n', KeyF: 'f', KeyL: 'l'};  // where these stand, whatever the layout writes
    const act = event.key === 'F10' && event.shiftKey ? () => playback.back() : keys[event.key] || keys[places[event.code]];
    if (!act) return;
    event.preventDefault();
    act();
  }
}

new Player(new Run(JSON.parse(document.getElementById('run').textContent)));
