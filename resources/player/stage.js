// SPDX-License-Identifier: MIT
// The stage: the run at an instant, and the message that moves while a step plays.

class Stage {
  constructor(run) {
    this.run = run;
    this.svg = document.getElementById('stage');
    this.scroll = document.getElementById('stageScroll');
    this.drawn = null;
  }

  setDepth(depth) {
    this.plan = new Plan(this.run, depth);
    this.resize();
  }

  resize() {
    const {clientWidth, clientHeight} = this.scroll;
    if (!clientWidth || !clientHeight || !this.plan) return;
    const {x, y, width, height} = this.plan.bounds;
    const scale = Math.min(1.15, Math.max(Math.min(clientWidth / width, clientHeight / height), .5));
    const isFitting = width * scale <= clientWidth + 1 && height * scale <= clientHeight + 1;
    this.svg.setAttribute('viewBox', `${x} ${y} ${width} ${height}`);
    this.svg.setAttribute('width', Math.floor(width * scale) - (isFitting ? 1 : 0));
    this.svg.setAttribute('height', Math.floor(height * scale) - (isFitting ? 1 : 0));
    this.drawn = null;
  }

  // What moves at `position`, and how far along its way from the worker to the thing it is.
  flightAt(position) {
    const step = Math.ceil(position), row = this.run.rowOfStep.get(step);
    if (!row || !row.shape.moves) return null;
    const worker = this.plan.ofWorker.get(row.shape.worker), thing = this.plan.ofThing.get(row.shape.thing), moves = row.shape.moves;
    if (!worker || !thing) return null;
    const part = position - (step - 1), isAtRest = part >= 1;
    if (isAtRest && moves > 0) return null;  // it lies in its thing
    const flight = {row, worker, thing, words: contentOf(row) || row.shape.op.verb, isReply: false};
    if (Math.abs(moves) === 1) return {...flight, done: moves > 0 ? part : isAtRest ? .5 : 1 - part};
    const isForth = part < .5, comesBack = moves === 3;
    return {...flight, isReply: !isForth, done: isForth ? part * 2 : 2 - part * 2, words: isForth !== comesBack ? flight.words : isForth ? row.shape.op.verb : '✓'};
  }

  show(position) {
    if (!this.plan) return;
    const step = Math.floor(position), flight = this.flightAt(position);
    const row = this.run.rowOfStep.get(Math.ceil(position));
    const away = flight && flight.row.shape.moves === -1 ? flight.words : undefined;
    const isAway = away !== undefined && position < Math.ceil(position);
    const key = `${step} ${row ? row.index : ''} ${isAway}`;
    if (this.drawn !== key) {
      this.drawn = key;
      this.draw(step, row, isAway ? {thing: flight.thing, words: away} : null);
    }
    this.drawFlight(flight);
  }

  draw(step, row, away) {
    const {run, plan, svg} = this, circle = this.circleAt(step);
    svg.replaceChildren();
    this.drawFrames();
    for (const {worker, thing, pieces} of plan.ways.values()) {
      const isNow = row && row.shape.worker === worker && this.boxOf(row.shape.thing) === thing;
      const isCircle = circle && circle.workers.includes(worker) && circle.things.includes(thing);
      const d = `M${pieces[0][0].x} ${pieces[0][0].y}` + pieces.map(([, b, c, e]) => `C${b.x} ${b.y} ${c.x} ${c.y} ${e.x} ${e.y}`).join('');
      element('path', {class: `link${isCircle ? ' waiting' : isNow ? ' now' : circle ? ' faded' : ''}`, d}, svg);
    }
    for (const box of plan.boxes) {
      const isIn = !circle || (box.isWorker ? circle.workers : circle.things).includes(box.place);
      const group = element('g', isIn ? {} : {class: 'faded'}, svg);
      if (box.isWorker) drawWorker(group, run, box, run.look(box.place, step));
      else if (box.within >= 0) drawWithin(group, run, box, run.card(box.place, step));
      else {
        const card = run.card(box.place, step);
        drawThing(group, run, box, card, away && away.thing === box ? away.words : undefined);
        if (card) this.drawLine(group, box, card, step);
      }
    }
    this.flights = element('g', {}, svg);
  }

  boxOf(thing) {
    const box = this.plan.ofThing.get(thing);
    return box && box.within >= 0 ? box.within : thing;
  }

  drawFrames() {
    for (const {title, x, y, width, height} of this.plan.frames) {
      element('rect', {class: 'frame', x, y, width, height, rx: 12}, this.svg);
      text(this.svg, x + 10, y + 16, title, 'small muted', FONT.small, width - 20);
    }
  }

  // Who waits here stands below, in line.
  drawLine(group, box, card, step) {
    let x = box.x + 6;
    for (const place of card.line) {
      const look = this.run.look(place, step), words = cutTo(this.run.workers[place].name, FONT.chip, 90), width = widthOf(words, FONT.chip) + 14;
      if (!look || !this.plan.ofWorker.has(place)) continue;
      if (x + width > box.x + box.width + 12) { text(group, x, box.y + box.height + 19, '…', 'small muted'); return; }
      drawChip(group, x, box.y + box.height + 4, width, words, look.tone);
      x += width + 4;
    }
  }

  drawFlight(flight) {
    this.flights.replaceChildren();
    if (!flight) return;
    const way = this.plan.wayBetween(flight.worker, flight.thing), {x, y} = alongWay(way, flight.done), from = way[0][0], to = way.at(-1)[3];
    const shown = cutTo(flight.words, FONT.capsule, 84), half = capsuleWidth(shown) / 2, along = Math.sign(to.x - from.x);
    drawCapsule(this.flights, x + along * half * (1 - 2 * flight.done), y + (along ? 0 : Math.sign(to.y - from.y) * 12 * (1 - 2 * flight.done)), shown, flight.isReply);
  }

  // A cycle of waits that stands at this step: the rest fades.
  circleAt(step) {
    return this.run.verdicts.find(verdict => verdict.isTrouble && verdict.workers.length > 1 && verdict.things.length > 1 && step >= verdict.step);
  }
}
