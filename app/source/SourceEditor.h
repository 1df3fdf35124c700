// SPDX-License-Identifier: GPL-3.0-or-later
// One file of source, to be read: coloured, with who stands at which line beside it.
#pragma once

#include "app/source/SourceMargin.h"

#include <Qsci/qsciscintilla.h>

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace heddle {

// Lines are those of the file, from 1; where it is not there, only some of them are shown. One may be the
// current one: clicked, gone to by the arrow keys, or that of what is selected. Thread: GUI only.
class SourceEditor : public QsciScintilla {
    Q_OBJECT
public:
    explicit SourceEditor(const Theme& theme, QWidget* parent = nullptr);

    QSize minimumSizeHint() const override { return {100, 80}; }

    void showFile(const QString& fileName, const QString& text);
    void showLines(const std::map<int, QString>& lines);  // of a file that is not there
    void setKnown(std::set<int> lines);
    void setMarks(std::vector<WorkerMark> marks);  // of this file
    void setStops(std::set<int> lines);
    void setCurrent(std::optional<int> line);  // brings it into view
    void setTheme(const Theme& theme);

    std::optional<int> current() const;
    bool isInView(int line) const;
    bool bringIntoView(int line);   // true: it was not
    QRect rowRect(int line) const;  // in the viewport: its margin; empty: not in view
    MarginRow rowOf(int line) const;
    const SourceMargin& margin() const { return m_margin; }

signals:
    void stopWanted(int line);  // or not any more
    void linePicked(int line);
    void workerPicked(heddle::WorkerId worker);
    void eventsWanted(int line);  // all of that line
    void menuWanted(int line, const QPoint& globalPos);
    void cleared();
    void tipWanted(const std::vector<heddle::WorkerMark>& marks, const QPoint& globalPos);

protected:
    bool event(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void colorText();
    void fill(const QString& text, QsciLexer* lexer);
    void markGround();
    int caretRow() const;
    int numberAt(int row) const;  // 0: none
    std::optional<int> rowWith(int line) const;
    std::optional<int> lineAtY(int y) const;
    bool isInMargin(QPoint point) const { return point.x() < m_margin.width(); }
    void pressMargin(QPoint point, int line);
    void tell(QPoint point, QPoint globalPos);
    void fitMargin();

    Theme m_theme;
    SourceMargin m_margin;
    QsciLexer* m_lexer = nullptr;
    std::vector<int> m_numbers;  // of the rows; empty: they are counted
    std::set<int> m_known, m_stops, m_grounds;
    std::vector<WorkerMark> m_marks;
    std::optional<int> m_current;  // row
    QPoint m_pressedAt;
};

}  // namespace heddle
