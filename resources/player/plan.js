// SPDX-License-Identifier: MIT
// Where everything stands on the stage. It hangs on who and what the run brings, never on the instant: sources
// left, sinks right, things between those who give to them and those who take from them.

const SHAPE = {queue: 1, pipe: 2, connection: 3, listener: 4, managed: 5, lock: 6, readWriteLock: 7, condition: 8, semaphore: 9,
               barrier: 10, flag: 11, variable: 12, memory: 13, other: 14};
const LAST_RANK = 4, FULL_SIZE_WORKERS = 15, FRAME_TOP = 24, FRAME_SIDE = 10;

function sizeOf(run, thing) {
  switch (thing.shape) {
  case SHAPE.queue: {
    const places = thing.kind === 'future' ? 1 : Math.min(Math.max(thing.capacity || 4, 1), 5);
    return [Math.max(190, places * 52 + 24), 84];
  }
  case SHAPE.pipe: return [250, 94];
  case SHAPE.connection: return [330, 72];
  case SHAPE.listener: return [200, 64];
  case SHAPE.managed: return [230, 80];
  case SHAPE.lock: case SHAPE.readWriteLock: return [180, 64];
  case SHAPE.variable: return [200, 80];
  case SHAPE.condition: return [250, 92];
  case SHAPE.flag: return [150, 66];
  case SHAPE.other: return [150, 40];
  default: return [220, 68];
  }
}

class Plan {
  constructor(run, depth, aspect) {
    this.run = run;
    this.boxes = [];
    this.ofWorker = new Map();
    this.ofThing = new Map();
    this.links = run.links.filter(link => link.depth <= depth && this.showsWorker(link.worker, depth));
    for (const worker of run.workers)
      if (this.showsWorker(worker.place, depth)) this.add(this.ofWorker, {isWorker: true, place: worker.place, width: 160, height: 54, process: worker.process});
    for (const place of new Set(this.links.map(link => link.thing))) {
      const [width, height] = sizeOf(run, run.things[place]), keeper = run.things[place].keeper;
      this.add(this.ofThing, {isWorker: false, place, width, height, process: keeper < 0 ? -1 : run.workers[keeper].process});
    }
    this.edges = this.links.map(link => ({worker: this.ofWorker.get(link.worker), thing: this.ofThing.get(link.thing), direction: link.direction}));
    this.hasFrames = new Set(this.boxes.map(box => box.process)).size > (this.boxes.some(box => box.process < 0) ? 2 : 1);
    this.rank();
    this.order();
    this.placeBest(aspect);
  }

  // As large as it can be: without frames around single workers, then in parts beside each other, where that helps.
  placeBest(aspect) {
    const ways = [[false, Infinity], [true, Infinity], [true, 8], [true, 6], [true, 5], [true, 4]], width = 300 * aspect, high = 300;
    const scaleOf = () => Math.min(width / this.bounds.width, high / this.bounds.height);
    let best = null;
    for (const [isPlain, perPart] of ways) {
      this.place(aspect, isPlain, perPart);
      this.frame(isPlain);
      if (!best || scaleOf() > best.scale * 1.1) best = {scale: scaleOf(), isPlain, perPart};
      if (best.scale > .8) break;
    }
    this.place(aspect, best.isPlain, best.perPart);
    this.frame(best.isPlain);
  }
  isFramed(box, isPlain) {
    const all = this.boxes.filter(other => other.process === box.process);
    return this.hasFrames && box.process >= 0 && !(isPlain && all.length === 1 && box.isWorker);
  }

  // Who keeps things for others is a frame around them, not a worker.
  showsWorker(place, depth) {
    const worker = this.run.workers[place], process = this.run.processes[worker.process];
    return worker.depth <= depth && !(process && process.isKeeper && worker.depth === Depth.program);
  }
  add(places, box) {
    box.index = this.boxes.length;
    this.boxes.push(box);
    places.set(box.place, box);
  }

  rank() {
    const boxes = this.boxes, next = boxes.map(() => []), users = boxes.map(() => []);
    for (const {worker, thing, direction} of this.edges) {
      users[thing.index].push(worker);
      worker.uses = true;
      if (!direction) continue;
      worker.isDirected = thing.isDirected = true;
      if (direction > 0) next[worker.index].push(thing.index);
      else next[thing.index].push(worker.index);
    }
    for (const box of boxes) box.rank = -1;
    this.rankDirected(next);
    const rest = boxes.filter(box => box.isWorker && !box.isDirected), ranked = rest.filter(box => box.uses);
    const shared = boxes.filter(box => !box.isWorker && !box.isDirected && users[box.index].length > 1).length;
    const isFirstApart = ranked.length <= 2 || (ranked[0] && !this.run.workers[ranked[0].place].path.includes('/'));
    const left = shared > 1 ? Math.ceil(ranked.length / 2) : isFirstApart ? 1 : 0;
    ranked.forEach((box, i) => { box.rank = i < left ? 0 : 2; });
    for (const box of rest) if (!box.uses) box.rank = 0;
    for (const box of boxes) if (!box.isWorker) this.rankThing(box, users[box.index]);
    const used = [...new Set(boxes.map(box => box.rank))].sort((a, b) => a - b);
    for (const box of boxes) box.column = used.indexOf(box.rank);
  }

  // The longest way from a source; what leads back to who is being looked at closes a circle and does not count.
  rankDirected(next) {
    const isFed = new Set(next.flat()), seen = new Map(), order = [];
    const visit = first => {
      if (seen.has(first)) return;
      const way = [[first, 0]];
      seen.set(first, 'open');
      while (way.length) {
        const top = way[way.length - 1], [box, at] = top;
        if (at === next[box].length) { seen.set(box, 'done'); order.push(box); way.pop(); continue; }
        const follower = next[box][at];
        if (seen.get(follower) === 'open') { next[box].splice(at, 1); continue; }
        top[1]++;
        if (!seen.has(follower)) { seen.set(follower, 'open'); way.push([follower, 0]); }
      }
    };
    for (const sourcesOnly of [true, false])
      for (const box of this.boxes) if (box.isDirected && (!sourcesOnly || !isFed.has(box.index))) visit(box.index);
    for (const index of order.reverse()) {
      const box = this.boxes[index];
      box.rank = Math.max(box.rank, box.isWorker ? 0 : 1);
      for (const follower of next[index].map(i => this.boxes[i]))
        follower.rank = Math.min(Math.max(follower.rank, box.rank + 1), follower.isWorker ? LAST_RANK : LAST_RANK - 1);
    }
  }

  rankThing(box, users) {
    const ranks = users.map(user => user.rank), least = Math.min(...ranks), most = Math.max(...ranks);
    if (box.rank >= 0 && box.rank < most) return;
    box.rank = least < most ? most - 1 : box.isDirected || least === 0 ? least + 1 : least - 1;
  }

  // Boxes of a column stand so that few links cross.
  order() {
    this.columns = [];
    for (const box of this.boxes) (this.columns[box.column] ||= []).push(box);
    for (const column of this.columns) column.forEach((box, i) => { box.at = i - (column.length - 1) / 2; });
    for (let sweep = 0; sweep < 6; sweep++)
      for (const column of sweep % 2 ? [...this.columns].reverse() : this.columns) {
        for (const box of column) {
          const others = this.edges.filter(edge => edge.worker === box || edge.thing === box).map(edge => (edge.worker === box ? edge.thing : edge.worker).at);
          box.wish = others.length ? others.reduce((sum, at) => sum + at, 0) / others.length : box.at;
        }
        const ofProcess = new Map();
        for (const box of column) if (!ofProcess.has(box.process)) {
          const all = column.filter(other => other.process === box.process);
          ofProcess.set(box.process, all.reduce((sum, other) => sum + other.wish, 0) / all.length);
        }
        const group = box => this.hasFrames && box.isWorker ? ofProcess.get(box.process) : box.wish;
        column.sort((a, b) => group(a) - group(b) || a.process - b.process || a.wish - b.wish || a.index - b.index);
        column.forEach((box, i) => { box.at = i - (column.length - 1) / 2; });
      }
  }

  // Columns beside each other, each in its middle; one that is too high stands in parts.
  place(aspect, isPlain, mostInPart) {
    let x = 0;
    for (const column of this.columns) {
      const isCompact = column.filter(box => box.isWorker).length > FULL_SIZE_WORKERS;
      if (isCompact) for (const box of column) if (box.isWorker) Object.assign(box, {width: 126, height: 30});
      const perPart = Math.min(isCompact ? Math.max(12, Math.ceil(Math.sqrt(column.length * 4 / aspect))) : column.length, mostInPart);
      for (let first = 0; first < column.length; first += perPart) {
        const part = column.slice(first, first + perPart), width = Math.max(...part.map(box => box.width));
        let y = 0, before = null;
        for (const box of part) {
          const begins = this.isFramed(box, isPlain) && (!before || before.process !== box.process);
          if (before) y += box.isWorker ? isCompact ? 8 : 16 : 36;
          if (begins) y += FRAME_TOP + (before ? 4 : 0);
          else if (before && before.process !== box.process && this.isFramed(before, isPlain)) y += 10;
          Object.assign(box, {x: x + (width - box.width) / 2, y});
          y += box.height;
          before = box;
        }
        for (const box of part) box.y -= y / 2;
        x += width + (first + perPart < column.length ? 24 : 0);
      }
      x += this.columns.length > 4 ? 84 : Math.min(Math.max(110, 150 * aspect / 3), 170);
    }
  }

  // A frame around the neighbours that belong to one process.
  frame(isPlain) {
    this.frames = [];
    if (this.hasFrames)
      for (const column of this.columns) {
        let frame = null;
        for (const box of column) {
          if (!this.isFramed(box, isPlain)) { frame = null; continue; }
          if (!frame || frame.process !== box.process || box.y < frame.bottom) {
            frame = {process: box.process, left: box.x, right: box.x + box.width, top: box.y - FRAME_TOP, bottom: 0};
            this.frames.push(frame);
          }
          frame.left = Math.min(frame.left, box.x);
          frame.right = Math.max(frame.right, box.x + box.width);
          frame.bottom = box.y + box.height + FRAME_SIDE;
        }
      }
    const tops = this.boxes.map(box => box.y).concat(this.frames.map(frame => frame.top));
    const bottoms = this.boxes.map(box => box.y + box.height + (box.isWorker ? 0 : 28)).concat(this.frames.map(frame => frame.bottom));
    const left = Math.min(0, ...this.boxes.map(box => box.x)) - 24, right = Math.max(0, ...this.boxes.map(box => box.x + box.width)) + 24;
    const top = Math.min(0, ...tops) - 10, bottom = Math.max(0, ...bottoms) + 6;
    this.bounds = {x: left, y: top, width: right - left, height: bottom - top};
  }
}

// The way from a worker's box to a thing's: four points of a curve.
function wayBetween(worker, thing) {
  const middle = box => ({x: box.x + box.width / 2, y: box.y + box.height / 2});
  const a = middle(worker), b = middle(thing);
  const overlap = Math.min(worker.x + worker.width, thing.x + thing.width) - Math.max(worker.x, thing.x);
  if (overlap > 0) {
    const down = b.y > a.y, from = {x: a.x, y: down ? worker.y + worker.height : worker.y}, to = {x: b.x, y: down ? thing.y : thing.y + thing.height};
    const bend = (to.y - from.y) / 2;
    return [from, {x: from.x, y: from.y + bend}, {x: to.x, y: to.y - bend}, to];
  }
  const right = b.x > a.x, from = {x: right ? worker.x + worker.width : worker.x, y: a.y}, to = {x: right ? thing.x : thing.x + thing.width, y: b.y};
  const bend = (to.x - from.x) / 2;
  return [from, {x: from.x + bend, y: from.y}, {x: to.x - bend, y: to.y}, to];
}
function alongWay([a, b, c, d], t) {
  const u = 1 - t, mix = key => u * u * u * a[key] + 3 * u * u * t * b[key] + 3 * u * t * t * c[key] + t * t * t * d[key];
  return {x: mix('x'), y: mix('y')};
}
