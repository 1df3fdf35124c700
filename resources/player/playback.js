// SPDX-License-Identifier: MIT
// The instant, and who moves it. Position s is behind step s; between s - 1 and s step s plays.

const SPEEDS = [4, 2.5, 1.6, 1.2, .8, .5, .3, .15, .06];  // seconds a step

class Playback {
  constructor(run, show) {
    this.run = run;
    this.show = show;
    this.position = run.at;
    this.speed = 4;
    this.isPlaying = false;
    this.goal = null;  // of one step that plays
    this.frame = null;
  }
  get secondsAStep() { return SPEEDS[this.speed]; }

  seek(step) {
    this.goal = null;
    this.position = Math.min(Math.max(step, this.run.first - 1), Math.max(this.run.last, this.run.first - 1));
    if (this.position >= this.run.last) this.isPlaying = false;
    this.show();
  }
  play() {
    if (this.position >= this.run.last) this.position = this.run.first - 1;
    this.isPlaying = this.run.last >= this.run.first;
    this.goal = null;
    this.start();
    this.show();
  }
  pause() { this.isPlaying = false; this.goal = Math.min(Math.ceil(this.position), this.run.last); this.start(); this.show(); }
  toggle() { if (this.isPlaying) this.pause(); else this.play(); }
  step() {
    this.isPlaying = false;
    if (this.goal !== null && this.position < this.goal) this.position = this.goal;  // who steps fast does not wait
    const next = Math.floor(this.position) + 1;
    if (next > this.run.last) return this.show();
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return this.seek(next);
    this.goal = next;
    this.start();
    this.show();
  }
  back() { this.isPlaying = false; this.seek(Math.ceil(this.position) - 1); }
  faster(by) { this.speed = Math.min(Math.max(this.speed + by, 0), SPEEDS.length - 1); this.show(); }

  start() {
    if (this.frame !== null) return;
    this.before = performance.now();
    this.frame = requestAnimationFrame(now => this.tick(now));
  }
  tick(now) {
    this.frame = null;
    const seconds = Math.min(Math.max((now - this.before) / 1000, 0), .25), pace = this.isPlaying ? this.secondsAStep : Math.min(this.secondsAStep, .6);
    this.before = now;
    const end = this.isPlaying ? this.run.last : this.goal;
    if (end === null) return;
    this.position = Math.min(this.position + seconds / pace, end);
    if (this.position >= end) { this.goal = null; this.isPlaying = false; }
    else this.frame = requestAnimationFrame(next => this.tick(next));
    this.show();
  }
}
