// SPDX-License-Identifier: MIT
// Where everything stands on the stage: the places of the window's, which were packed. They hang on who and what the run
// brings, never on the instant.

const SHAPE = {queue: 1, pipe: 2, connection: 3, listener: 4, managed: 5, lock: 6, readWriteLock: 7, condition: 8, semaphore: 9,
               barrier: 10, flag: 11, variable: 12, memory: 13, other: 14};
const BESIDE = 24, BELOW = 28;  // what is drawn beside and below boxes

class Plan {
  constructor(run, depth) {
    this.boxes = [];
    this.ofWorker = new Map();
    this.ofThing = new Map();
    this.ways = new Map();
    const packed = run.plans.filter(plan => plan.depth <= depth).at(-1) || {boxes: [], frames: [], ways: []};
    for (const [isWorker, place, x, y, width, height, within] of packed.boxes)
      this.add({isWorker: !!isWorker, place, x, y, width, height, within});
    this.frames = packed.frames.map(([title, x, y, width, height]) => ({title, x, y, width, height}));
    for (const [worker, thing, ...numbers] of packed.ways) this.addWay(worker, thing, numbers);
    this.bound();
  }
  add(box) {
    this.boxes.push(box);
    (box.isWorker ? this.ofWorker : this.ofThing).set(box.place, box);
  }
  addWay(worker, thing, numbers) {
    const pieces = [];
    for (let i = 0; i + 8 <= numbers.length; i += 8)
      pieces.push([0, 2, 4, 6].map(at => ({x: numbers[i + at], y: numbers[i + at + 1]})));
    if (pieces.length) this.ways.set(`${worker} ${thing}`, {worker, thing, pieces});
  }
  bound() {
    const all = this.boxes.map(box => ({...box, height: box.height + (box.isWorker ? 0 : BELOW)})).concat(this.frames);
    for (const {pieces} of this.ways.values()) for (const piece of pieces) for (const {x, y} of piece) all.push({x, y, width: 0, height: 0});
    const left = Math.min(...all.map(each => each.x)) - BESIDE, right = Math.max(...all.map(each => each.x + each.width)) + BESIDE;
    const top = Math.min(...all.map(each => each.y)) - 10, bottom = Math.max(...all.map(each => each.y + each.height)) + 6;
    this.bounds = all.length ? {x: left, y: top, width: right - left, height: bottom - top} : {x: 0, y: 0, width: 1, height: 1};
  }

  // From a worker's box to a thing's, curve by curve. What stands within another thing is reached by the way to that.
  wayBetween(worker, thing) {
    const known = this.ways.get(`${worker.place} ${thing.place}`) || this.ways.get(`${worker.place} ${thing.within}`);
    return known ? known.pieces : [straightWay(worker, thing)];
  }
}

function straightWay(worker, thing) {
  const right = thing.x >= worker.x, from = {x: right ? worker.x + worker.width : worker.x, y: worker.y + worker.height / 2};
  const to = {x: right ? thing.x : thing.x + thing.width, y: thing.y + thing.height / 2}, bend = (to.x - from.x) / 2;
  return [from, {x: from.x + bend, y: from.y}, {x: to.x - bend, y: to.y}, to];
}

// Where one is who has gone such a part of it, at one pace.
function alongWay(pieces, part) {
  const lengths = pieces.map(([a, , , d]) => Math.hypot(d.x - a.x, d.y - a.y) || 1);
  let at = part * lengths.reduce((sum, length) => sum + length, 0), i = 0;
  while (i + 1 < pieces.length && at > lengths[i]) at -= lengths[i++];
  const [a, b, c, d] = pieces[i], t = Math.min(Math.max(at / lengths[i], 0), 1), u = 1 - t;
  const mix = key => u * u * u * a[key] + 3 * u * u * t * b[key] + 3 * u * t * t * c[key] + t * t * t * d[key];
  return {x: mix('x'), y: mix('y')};
}
