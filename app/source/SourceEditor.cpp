// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/source/SourceEditor.h"

#include "app/source/CodeColors.h"

#include <QApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStringList>
#include <Qsci/qscilexer.h>

#include <utility>

namespace heddle {

namespace {

constexpr int groundMarker = 0, workersMargin = 0;
constexpr int aboveLine = 2, belowLine = 2;  // so that a mark has room beside a line

}  // namespace

SourceEditor::SourceEditor(const Theme& theme, QWidget* parent)
    : QsciScintilla(parent), m_theme(theme), m_margin(theme) {
    setObjectName(QStringLiteral("source.editor"));
    setAccessibleName(tr("Source"));
    setFrameShape(QFrame::NoFrame);
    setUtf8(true);
    setReadOnly(true);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    setCaretWidth(0);  // the current line has a frame
    setMargins(1);
    SendScintilla(SCI_SETMARGINLEFT, 0UL, 0L);
    setMarginType(workersMargin, QsciScintilla::SymbolMargin);
    setMarginMarkerMask(workersMargin, 0);
    setExtraAscent(aboveLine);
    setExtraDescent(belowLine);
    setTabWidth(4);
    setScrollWidth(1);
    setScrollWidthTracking(true);
    markerDefine(QsciScintilla::Background, groundMarker);
    setAcceptDrops(false);
    viewport()->setAcceptDrops(false);
    setTheme(theme);
}

void SourceEditor::setTheme(const Theme& theme) {
    m_theme = theme;
    m_margin = SourceMargin(theme);
    m_margin.setHighestNumber(m_numbers.empty() ? lines() : m_numbers.back());
    fitMargin();
    setMarginsBackgroundColor(theme.color(Tone::surface));
    setSelectionBackgroundColor(theme.color(Tone::accent));
    setSelectionForegroundColor(theme.color(Tone::accentText));
    setMarkerBackgroundColor(theme.color(Tone::selection), groundMarker);
    colorText();
    viewport()->update();
}

// Without a lexer all is drawn in the usual style, and what lies behind the text in the default one, which
// keeps the colours of the lexer before, or of none.
void SourceEditor::colorText() {
    if (m_lexer)
        return heddle::color(*m_lexer, m_theme);
    const QColor paper = m_theme.color(Tone::surface), ink = m_theme.color(Tone::text);
    SendScintilla(SCI_STYLESETBACK, static_cast<unsigned long>(STYLE_DEFAULT), paper);
    SendScintilla(SCI_STYLESETFORE, static_cast<unsigned long>(STYLE_DEFAULT), ink);
    setFont(codeFont(m_theme));
    setColor(ink);
    setPaper(paper);
}

void SourceEditor::fill(const QString& text, QsciLexer* lexer) {
    delete std::exchange(m_lexer, lexer);
    setLexer(lexer);
    colorText();
    m_current.reset();
    m_marks.clear();
    m_grounds.clear();
    setText(text);
    SendScintilla(SCI_SETSCROLLWIDTH, 1);
    SendScintilla(SCI_SETFIRSTVISIBLELINE, 0);
    m_margin.setHighestNumber(m_numbers.empty() ? lines() : m_numbers.back());
    m_margin.forgetRoom();
    fitMargin();
}

void SourceEditor::showFile(const QString& fileName, const QString& text) {
    m_numbers.clear();
    fill(text, lexerFor(fileName, this));
}

void SourceEditor::showLines(const std::map<int, QString>& lines) {
    m_numbers = {0};
    QStringList texts;
    for (const auto& [line, text] : lines) {
        if (texts.isEmpty())
            m_numbers.clear();
        m_numbers.push_back(line);
        texts << QString(text).replace(QLatin1Char('\n'), QLatin1Char(' '));
    }
    fill(texts.join(QLatin1Char('\n')), nullptr);
}

void SourceEditor::setKnown(std::set<int> lines) {
    if (std::exchange(m_known, std::move(lines)) != m_known)
        viewport()->update();
}

void SourceEditor::setStops(std::set<int> lines) {
    if (std::exchange(m_stops, std::move(lines)) != m_stops)
        viewport()->update();
}

void SourceEditor::setMarks(std::vector<WorkerMark> marks) {
    if (marks == m_marks)
        return;
    m_marks = std::move(marks);
    fitMargin();
    markGround();
    viewport()->update();
}

// The lines where somebody stands have a ground of their own.
void SourceEditor::markGround() {
    std::set<int> grounds;
    for (const WorkerMark& mark : m_marks)
        if (const auto row = rowWith(mark.place.line))
            grounds.insert(*row);
    for (const int row : m_grounds)
        if (!grounds.contains(row))
            markerDelete(row, groundMarker);
    for (const int row : grounds)
        if (!m_grounds.contains(row))
            markerAdd(row, groundMarker);
    m_grounds = std::move(grounds);
}

void SourceEditor::fitMargin() {
    std::map<int, std::size_t> counts;
    for (const WorkerMark& mark : m_marks)
        m_margin.makeRoomFor(++counts[mark.place.line]);
    if (marginWidth(workersMargin) != m_margin.width())
        setMarginWidth(workersMargin, m_margin.width());
}

int SourceEditor::numberAt(int row) const {
    if (m_numbers.empty())
        return row + 1;
    return row >= 0 && row < static_cast<int>(m_numbers.size()) ? m_numbers[static_cast<std::size_t>(row)]
                                                                : 0;
}

std::optional<int> SourceEditor::rowWith(int line) const {
    if (m_numbers.empty())
        return line >= 1 && line <= lines() ? std::optional(line - 1) : std::nullopt;
    const auto found = std::lower_bound(m_numbers.begin(), m_numbers.end(), line);
    return found != m_numbers.end() && *found == line
               ? std::optional(static_cast<int>(found - m_numbers.begin()))
               : std::nullopt;
}

std::optional<int> SourceEditor::lineAtY(int y) const {
    const int row = lineAt(QPoint(m_margin.width() + 1, y));
    return row >= 0 && numberAt(row) > 0 ? std::optional(numberAt(row)) : std::nullopt;
}

QRect SourceEditor::rowRect(int line) const {
    const auto row = rowWith(line);
    if (!row)
        return {};
    const long start = SendScintilla(SCI_POSITIONFROMLINE, static_cast<unsigned long>(*row));
    const int top = static_cast<int>(SendScintilla(SCI_POINTYFROMPOSITION, 0UL, start));
    const QRect rect(0, top, m_margin.width(), textHeight(*row));
    return rect.intersects(viewport()->rect()) ? rect : QRect();
}

MarginRow SourceEditor::rowOf(int line) const {
    MarginRow row{rowRect(line), line, m_known.contains(line), m_stops.contains(line), false, {}};
    for (const WorkerMark& mark : m_marks)
        if (mark.place.line == line)
            row.marks.push_back(mark);
    row.isMarked = !row.marks.empty();
    return row;
}

std::optional<int> SourceEditor::current() const {
    return m_current && numberAt(*m_current) > 0 ? std::optional(numberAt(*m_current)) : std::nullopt;
}

int SourceEditor::caretRow() const {
    int row = 0, column = 0;
    getCursorPosition(&row, &column);
    return row;
}

void SourceEditor::setCurrent(std::optional<int> line) {
    m_current = line ? rowWith(*line) : std::nullopt;
    if (m_current) {
        setCursorPosition(*m_current, 0);
        bringIntoView(*line);
    }
    viewport()->update();
}

bool SourceEditor::isInView(int line) const {
    const QRect rect = rowRect(line);
    return !rect.isEmpty() && viewport()->rect().contains(rect.adjusted(0, 0, -rect.width() + 1, 0));
}

// With as many as can be of those where somebody stands.
bool SourceEditor::bringIntoView(int line) {
    const auto row = rowWith(line);
    if (!row || isInView(line))
        return false;
    const int shown = std::max(1, static_cast<int>(SendScintilla(SCI_LINESONSCREEN)));
    const auto standing = [&](int first) {
        return std::distance(m_grounds.lower_bound(first), m_grounds.lower_bound(first + shown));
    };
    int best = std::max(0, *row - shown / 2);
    for (int first = std::max(0, *row - shown + 2); first < *row; ++first)
        if (standing(first) > standing(best))
            best = first;
    SendScintilla(SCI_SETFIRSTVISIBLELINE, static_cast<unsigned long>(best));
    return true;
}

// The margin lies over what QScintilla has painted there: it can mark a line, but not with letters.
void SourceEditor::paintEvent(QPaintEvent* event) {
    QsciScintilla::paintEvent(event);
    QPainter painter(viewport());
    painter.setClipRegion(event->region());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRect(0, 0, m_margin.width(), viewport()->height()), m_theme.color(Tone::surface));
    std::map<int, MarginRow> rows;
    const int first = static_cast<int>(SendScintilla(SCI_GETFIRSTVISIBLELINE));
    const int last = std::min(lines() - 1, first + static_cast<int>(SendScintilla(SCI_LINESONSCREEN)) + 1);
    for (int row = first; row <= last; ++row)
        if (const int line = numberAt(row))
            rows[line] = {rowRect(line), line, m_known.contains(line), m_stops.contains(line), false, {}};
    for (const WorkerMark& mark : m_marks)
        if (const auto row = rows.find(mark.place.line); row != rows.end()) {
            row->second.isMarked = true;
            row->second.marks.push_back(mark);
        }
    for (const auto& [line, row] : rows)
        m_margin.paint(painter, row);
    if (const auto line = current()) {
        const QRectF frame(rowRect(*line));
        painter.setPen(QPen(m_theme.color(Tone::accent), 1));
        painter.setBrush(Qt::NoBrush);
        if (!frame.isEmpty())
            painter.drawRect(QRectF(0.5, frame.top() + 0.5, viewport()->width() - 1, frame.height() - 1));
    }
}

// The window's keys go on to steer time: nothing is typed here.
bool SourceEditor::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride)
        return false;
    return QsciScintilla::event(event);
}

bool SourceEditor::viewportEvent(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QsciScintilla::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    tell(help->pos(), help->globalPos());
    return true;
}

void SourceEditor::tell(QPoint point, QPoint globalPos) {
    const auto line = lineAtY(point.y());
    if (!line || !isInMargin(point))
        return;
    MarginRow row = rowOf(*line);
    if (const auto mark = m_margin.markAt(row, point))
        row.marks = {row.marks[*mark]};
    emit tipWanted(row.marks, globalPos);
}

void SourceEditor::mousePressEvent(QMouseEvent* event) {
    m_pressedAt = event->pos();
    const auto line = lineAtY(event->pos().y());
    if (!isInMargin(event->pos()))
        return QsciScintilla::mousePressEvent(event);
    setFocus(Qt::MouseFocusReason);
    if (line && event->button() == Qt::LeftButton)
        pressMargin(event->pos(), *line);
}

void SourceEditor::pressMargin(QPoint point, int line) {
    const MarginRow row = rowOf(line);
    if (const auto mark = m_margin.markAt(row, point))
        emit workerPicked(row.marks[*mark].worker);
    else
        emit stopWanted(line);
}

void SourceEditor::mouseReleaseEvent(QMouseEvent* event) {
    if (isInMargin(m_pressedAt))
        return;
    QsciScintilla::mouseReleaseEvent(event);
    const bool isClick = (event->pos() - m_pressedAt).manhattanLength() < QApplication::startDragDistance() &&
                         !hasSelectedText();
    const auto line = lineAtY(event->pos().y());
    if (isClick && line && event->button() == Qt::LeftButton)
        emit linePicked(*line);
}

void SourceEditor::mouseDoubleClickEvent(QMouseEvent* event) {
    if (isInMargin(event->pos()))
        return mousePressEvent(event);
    if (const auto line = lineAtY(event->pos().y()))
        emit eventsWanted(*line);
}

void SourceEditor::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() != Qt::NoButton && isInMargin(m_pressedAt))
        return;
    QsciScintilla::mouseMoveEvent(event);
    if (isInMargin(event->pos()))
        viewport()->setCursor(Qt::PointingHandCursor);
}

void SourceEditor::contextMenuEvent(QContextMenuEvent* event) {
    const bool isByMouse = event->reason() == QContextMenuEvent::Mouse;
    const auto line = isByMouse ? lineAtY(event->pos().y()) : current();
    if (!line)
        return;
    const QPoint under = viewport()->mapToGlobal(rowRect(*line).bottomRight());
    setCurrent(line);
    emit menuWanted(*line, isByMouse ? event->globalPos() : under);
}

void SourceEditor::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        setCurrent({});
        emit cleared();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (const auto line = current())
            emit eventsWanted(*line);
    } else {
        const int before = caretRow();
        QsciScintilla::keyPressEvent(event);
        if (caretRow() != before)
            m_current = caretRow();
        viewport()->update();
    }
}

}  // namespace heddle
