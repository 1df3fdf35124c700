// SPDX-License-Identifier: MIT
// The whole run in little, and which part of it the timeline shows.

class RunMap {
  constructor(timeline, seek) {
    Object.assign(this, {timeline, seek, run: timeline.run, canvas: document.getElementById('map'), isDragged: false, drawing: null});
    for (const type of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel'])
      this.canvas.addEventListener(type, event => this.point(event));
  }
  resize() {
    fitToScreen(this.canvas);
    this.drawing = null;
  }
  get scale() { return (this.timeline.width - this.timeline.names - 16) / Math.max(this.run.last - this.run.first + 1, 1); }

  point(event) {
    if (event.type === 'pointerdown') { this.canvas.setPointerCapture(event.pointerId); this.isDragged = true; }
    if (this.isDragged) this.seek(Math.round(this.run.first - 1 + (event.offsetX - this.timeline.names) / this.scale));
    if (event.type === 'pointerup' || event.type === 'pointercancel') this.isDragged = false;
  }

  show(position) {
    const pen = this.canvas.getContext('2d'), {color, names, width, left, columns} = this.timeline, at = step => names + (step - this.run.first + 1) * this.scale;
    if (!this.drawing) this.draw();
    pen.clearRect(0, 0, width, 44);
    pen.fillStyle = color.ground;
    pen.strokeStyle = color.border;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.roundRect(names, 3, width - names - 16, 36, 5);
    pen.fill();
    pen.stroke();
    pen.drawImage(this.drawing, 0, 0, width, 44);
    Object.assign(pen, {font: FONT.small, fillStyle: color.muted, textAlign: 'right'});
    pen.fillText(this.run.first > 1 || this.run.last < this.run.allSteps ? this.run.say('thisPart') : this.run.say('wholeRun'), names - 16, 25);
    const from = at(left), to = Math.min(at(left + columns), width - 16);
    pen.strokeStyle = color.accent;
    pen.lineWidth = 2;
    if (to - from < width - names - 20) {
      pen.beginPath();
      pen.roundRect(from, 2, Math.max(to - from, 4), 38, 5);
      pen.stroke();
    }
    pen.fillStyle = color.accent;
    pen.fillRect(at(position) - 1, 2, 2, 38);
  }

  draw() {
    this.drawing = document.createElement('canvas');
    this.drawing.width = this.canvas.width;
    this.drawing.height = this.canvas.height;
    const {timeline, run, scale} = this, pen = this.drawing.getContext('2d'), ratio = window.devicePixelRatio || 1;
    const lanes = timeline.lanes.filter(lane => lane.kind === 'worker'), high = Math.max(Math.min(30 / Math.max(lanes.length, 1), 6) - 1, 1);
    pen.scale(ratio, ratio);
    lanes.forEach((lane, i) => {
      const y = 6 + i * 30 / lanes.length;
      const draw = (from, to, tone) => {
        pen.fillStyle = timeline.color[tone];
        from = Math.max(from, run.first);
        pen.fillRect(timeline.names + (from - run.first) * scale, y, Math.max((to - from) * scale - .3, .6), high);
      };
      for (const row of timeline.rowsOf[lane.place]) {
        const {depth, phase, op} = row.shape;
        if (depth > timeline.depth || (phase === Phase.waits && !row.isOpen)) continue;
        if (row.from < row.step || row.isOpen) draw(row.from, row.isOpen ? run.last + 1 : row.step, op.waitKind === 2 ? 'waitsLock' : 'waitsMessage');
        if (phase !== Phase.waits) draw(row.step, row.step + 1, timeline.toneOf(row));
      }
    });
  }
}
