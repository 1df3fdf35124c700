// SPDX-License-Identifier: MIT
// Sentences and cells: core chose the pattern and the words, here they are put together.

function sentenceOf(run, row) {
  let text = row.shape.pattern[0];
  row.shape.gaps.forEach((gap, i) => { text += (gap < 0 ? row.word : run.words[gap]) + row.shape.pattern[i + 1]; });
  return text;
}

const OUTCOMES = ['ok', 'empty', 'full', 'timeout', 'closed', 'eof', 'refused', 'broken', 'killed', 'invalid', 'error'];

function contentOf(row) { return row.shape.showsWord ? row.word : ''; }

// What fits a cell, the longest first: "put 7 · jobs", "put 7", "+7", "+".
function cellTexts(row, isNarrow) {
  const {op, object, outcome, phase} = row.shape, content = contentOf(row), texts = [];
  if (phase === Phase.failed && outcome) return [`${op.verb} ${OUTCOMES[outcome]}`, OUTCOMES[outcome], '✕'];
  const add = text => { if (object && op.name !== 'print') texts.push(`${text} · ${object}`); texts.push(text); };
  if (op.byMark) {
    if (content && !isNarrow) add(`${op.verb} ${content}`);
    if (content) texts.push(op.mark + content);
  } else {
    if (content && op.inWords) add(`${op.verb} ${content}`);
    add(op.verb);
    if (object && op.mark && op.name !== 'print') texts.push(op.mark + object);
  }
  texts.push(op.mark);
  return texts;
}

// Where not even the shortest fits: what it moved may be cut.
function cutText(row) { return row.shape.op.byMark ? row.shape.op.mark + contentOf(row) : row.shape.op.mark; }

function waitTexts(row) {
  const {op} = row.shape, content = contentOf(row);
  return content && op.sends ? [`${op.verb} ${content}`, op.verb] : [op.verb];
}

const measuring = document.createElement('canvas').getContext('2d');
const widths = new Map();
function widthOf(text, font) {
  const key = font + '\n' + text;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size > 20000) widths.clear();
    measuring.font = font;
    width = measuring.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

// As much of it as there is room for, and a mark where it was cut.
function cutTo(text, font, width) {
  if (widthOf(text, font) <= width) return text;
  const signs = Array.from(text);
  let from = 0, to = signs.length;
  while (from < to) {
    const middle = (from + to + 1) >> 1;
    if (widthOf(signs.slice(0, middle).join('') + '…', font) <= width) from = middle;
    else to = middle - 1;
  }
  return from ? signs.slice(0, from).join('') + '…' : '';
}

function longestThatFits(texts, font, width) { return texts.find(text => widthOf(text, font) <= width) || ''; }

const FONT = {};
function readFonts() {
  const style = getComputedStyle(document.documentElement), words = style.getPropertyValue('--words'), code = style.getPropertyValue('--code');
  Object.assign(FONT, {body: `13px ${words}`, strong: `600 13px ${words}`, small: `12px ${words}`, chip: `600 11px ${words}`,
                       capsule: `700 13px ${words}`, code: `12px ${code}`, codeStrong: `700 11px ${code}`, ruler: `11px ${code}`});
}
