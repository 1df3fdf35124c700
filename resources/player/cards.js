// SPDX-License-Identifier: MIT
// Workers and things as boxes of the stage. Rows of a card are numbered as in core/format/PageCard.h.

const SVG = 'http://www.w3.org/2000/svg';
function element(name, attributes, parent) {
  const made = document.createElementNS(SVG, name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  if (parent) parent.appendChild(made);
  return made;
}
function text(parent, x, y, words, classes, font, width) {
  const made = element('text', {x, y, class: classes}, parent);
  made.textContent = width === undefined ? words : cutTo(words, font, width);
  if (made.textContent !== words) element('title', {}, made).textContent = words;
  return made;
}

const CAPSULE = 24, LOW = 60;  // what is lower has its row beside its name
function capsuleWidth(words) { return Math.max(CAPSULE * 1.5, widthOf(words, FONT.capsule) + 18); }
function drawCapsule(parent, x, y, words, isHollow, most) {  // x, y: its middle
  const shown = cutTo(words, FONT.capsule, (most || 96) - 16), width = capsuleWidth(shown);
  const group = element('g', {class: 'flight'}, parent);
  element('rect', {class: 'capsule' + (isHollow ? ' hollow' : ''), x: x - width / 2, y: y - CAPSULE / 2, width, height: CAPSULE, rx: CAPSULE / 2}, group);
  text(group, x, y + 4.5, shown, (isHollow ? 'hollowText' : 'capsuleText') + ' middle');
  return group;
}

function drawWorker(parent, run, box, look) {
  const {x, y, width, height} = box, tone = look ? look.tone : 0, isGone = !look || tone === 5 || '✓○'.includes(look.mark);
  const group = element('g', {class: 'worker'}, parent);
  element('title', {}, group).textContent = `${run.workers[box.place].path}: ${look ? look.words : run.say('notStarted')}`;
  element('rect', {class: `box stroke${tone}${isGone ? ' gone' : ''}`, x, y, width, height, rx: 9}, group);
  element('rect', {class: `fill${tone}`, x: x - 1, y, width: 8, height, rx: 4}, group);
  const mark = look ? look.mark : '○', isCompact = height < 40, top = isCompact ? y + height / 2 + 4.5 : y + 22;
  text(group, x + width - 16, top, mark, `strong middle mark${tone}`);
  text(group, x + 17, top, run.workers[box.place].name, 'strong', FONT.strong, width - 46);
  if (isCompact) return;
  const words = look ? look.words : run.say('notStarted'), isCode = look && look.isCode, room = width - 26;
  const dot = words.indexOf('('), short = isCode && widthOf(words, FONT.code) > room ? words.slice(words.lastIndexOf('.', dot) + 1) : words;
  text(group, x + 17, y + 42, short, (isCode ? 'code' : 'small') + ' muted', isCode ? FONT.code : FONT.small, room);
}

const ROW = {slots: 0, tube: 1, ends: 2, words: 3, owner: 4, dots: 5, chips: 6, link: 7};

// What has left the card for its flight is not drawn in it: `away` is its words.
const drawRow = {
  [ROW.slots](group, run, at, [, places, sentinels, , ...items], away, box) {
    if (box.height < LOW) {  // a future's result lies beside its name
      if (items.length && run.words[items[0]] !== away)
        drawCapsule(group, at.x + at.width - 22, box.y + box.height / 2, run.words[items[0]], sentinels & 1, 60);
      return 0;
    }
    const slot = Math.min(52, (at.width + 4) / places), right = at.x + at.width;
    let hidden = away === undefined ? -1 : items.findIndex(word => run.words[word] === away);
    for (let i = 0; i < places; i++) {  // the next to leave is on the right
      const x = right - (i + 1) * slot + 4;
      element('rect', {class: 'slot', x, y: at.y, width: slot - 4, height: 34, rx: 7}, group);
      if (i < items.length && i !== hidden) drawCapsule(group, x + (slot - 4) / 2, at.y + 17, run.words[items[i]], (sentinels >> i) & 1, slot - 2);
    }
    return 38;
  },
  [ROW.tube](group, run, at, [, permille, goesRight, ...items], away) {
    element('rect', {class: 'tube', x: at.x, y: at.y, width: at.width, height: 32, rx: 16}, group);
    const shown = items.filter(word => run.words[word] !== away);
    let right = goesRight ? at.x + at.width - 6 : at.x + 6;
    const capsules = shown.map(word => {
      const room = (at.width - 12) / Math.max(shown.length, 1), words = cutTo(run.words[word], FONT.capsule, room - 22);
      const width = capsuleWidth(words), x = goesRight ? right - width / 2 : right + width / 2;
      right += goesRight ? -width - 4 : width + 4;
      return [x, words];
    });
    if (permille || shown.length) {
      const fill = Math.max(at.width * permille / 1000, shown.length ? (goesRight ? at.x + at.width - right : right - at.x) + 2 : 0);
      element('rect', {class: 'tubeFill', x: goesRight ? at.x + at.width - fill : at.x, y: at.y + 1, width: Math.min(fill, at.width), height: 30, rx: 15}, group);
    }
    for (const [x, words] of capsules) drawCapsule(group, x, at.y + 16, words, false, at.width);
    return 38;
  },
  [ROW.ends](group, run, at, [, name, permille, isOpen, ...phrase], away, box, index) {
    const width = 130, x = index === 0 ? box.x : box.x + box.width - width;
    element('rect', {class: 'card' + (isOpen ? '' : ' closed'), x, y: box.y, width, height: box.height, rx: 9}, group);
    text(group, x + 12, box.y + 21, run.words[name], 'strong', FONT.strong, width - 24);
    element('rect', {class: 'bar', x: x + 12, y: box.y + 31, width: width - 24, height: 8, rx: 4}, group);
    if (permille) element('rect', {class: 'barFill', x: x + 12, y: box.y + 31, width: Math.max((width - 24) * permille / 1000, 8), height: 8, rx: 4}, group);
    text(group, x + 12, box.y + 56, phraseOf(run.words, phrase), 'small muted', FONT.small, width - 20);
    return 0;
  },
  [ROW.link](group, run, at, [, isConnected, ...phrase], away, box) {
    const words = phraseOf(run.words, phrase), y = box.y + box.height / 2, middle = box.x + box.width / 2;
    element('line', {class: 'link' + (isConnected ? '' : ' reply'), x1: box.x + 130, y1: y, x2: box.x + box.width - 130, y2: y}, group);
    if (words && away === undefined) drawCapsule(group, middle, y, words, false, 90);
    return 0;
  },
  [ROW.words](group, run, at, [, style, ...phrase]) {
    text(group, at.x, at.y + 13, phraseOf(run.words, phrase), ['small muted', 'code', 'small bad'][style], style === 1 ? FONT.code : FONT.small, at.width);
    return 18;
  },
  [ROW.owner](group, run, at, [, role, name]) {
    const width = widthOf(run.words[role], FONT.small) + 8;
    text(group, at.x, at.y + 14, run.words[role], 'small muted');
    text(group, at.x + width, at.y + 14, name ? run.words[name] : run.say('nobody'), name ? 'strong' : 'small muted', FONT.strong, at.width - width);
    return 22;
  },
  [ROW.dots](group, run, at, [, filled, all]) {
    for (let i = 0; i < all; i++)
      element('circle', {class: 'dot' + (i < filled ? ' fill1' : ' empty'), cx: at.x + 11 + i * 26, cy: at.y + 11, r: 10}, group);
    return 26;
  },
  [ROW.chips](group, run, at, [, tone, missing, ...names]) {
    let x = at.x;
    const draw = words => {
      const shown = cutTo(words, FONT.chip, at.width / 2 - 16), width = widthOf(shown, FONT.chip) + 14;
      if (x + width > at.x + at.width + 4) return;
      drawChip(group, x, at.y, width, shown, tone);
      x += width + 4;
    };
    names.forEach(word => draw(run.words[word]));
    for (let i = 0; i < missing && x + 22 <= at.x + at.width; i++, x += 26)
      element('rect', {class: 'slot', x, y: at.y, width: 22, height: 20, rx: 5}, group);
    return 25;
  }
};

function drawChip(group, x, y, width, words, tone) {
  element('rect', {class: `fill${tone}`, x, y, width, height: 20, rx: 5}, group);
  text(group, x + width / 2, y + 14, words, 'chipText middle' + (tone === 5 ? ' onDark' : ''));
}

// What is used only by whoever holds a lock stands in it.
function drawWithin(parent, run, box, card) {
  element('rect', {class: 'slot', x: box.x, y: box.y, width: box.width, height: box.height, rx: 6}, parent);
  text(parent, box.x + 8, box.y + 18, `${run.things[box.place].name} = ${card ? card.lane : '?'}`, 'code', FONT.code, box.width - 16);
}

function drawThing(parent, run, box, card, away) {
  const thing = run.things[box.place], group = element('g', {class: 'thing' + (card ? '' : ' absent')}, parent);
  element('title', {}, group).textContent = `${thing.name}: ${thing.kind}${card && card.head ? ', ' + card.head : ''}`;
  const isConnection = thing.shape === SHAPE.connection;
  if (!isConnection || !card)
    element('rect', {class: 'card' + (card ? ` tone${card.tone}` : ''), x: box.x, y: box.y, width: box.width, height: box.height, rx: 10}, group);
  if (!isConnection || !card) {
    const isFull = box.height < LOW && card && card.rows.some(row => row[0] === ROW.slots && row.length > 4);
    const head = card && !isFull ? card.head : '', room = box.width - 28, name = cutTo(thing.name, FONT.strong, Math.max(room * .5, room - widthOf(head, FONT.small) - 10));
    text(group, box.x + 14, box.y + 22, name, 'strong');
    text(group, box.x + box.width - 14, box.y + 22, head, 'small muted end', FONT.small, room - widthOf(name, FONT.strong) - 8);
  }
  if (!card) return;
  const at = {x: box.x + 14, y: box.y + 34, width: box.width - 28};
  card.rows.forEach((row, index) => {
    const after = card.rows[index + 1], isBeside = row[0] === ROW.chips && after && after[0] === ROW.chips && at.y + 45 > box.y + box.height;
    const high = drawRow[row[0]](group, run, at, row, away, box, index);
    if (isBeside) Object.assign(at, {x: at.x + at.width / 2, width: at.width / 2});  // there is no room below it
    else at.y += high;
  });
}
