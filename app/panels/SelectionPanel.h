// SPDX-License-Identifier: GPL-3.0-or-later
// The event that is looked at: its sentence and its message's story.
#pragma once

#include "app/panels/Story.h"

#include <QWidget>

#include <array>
#include <optional>

class QGridLayout;
class QLabel;
class QToolButton;

namespace heddle {

// Thread: GUI only.
class SelectionPanel : public QWidget {
    Q_OBJECT
public:
    SelectionPanel(const TraceModel& model, const Theme& theme, QWidget* parent = nullptr);

    void setEvent(std::optional<std::size_t> event);     // none: the instant's again
    void showHappened(std::optional<std::size_t> last);  // the instant's; told while no event is set
    void setTheme(const Theme& theme);

signals:
    void eventPicked(std::size_t event);  // that a line tells of
    void instantWanted();                 // instead of the event that is set

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    static constexpr int storyLines =
        6;  // the longest: sent, waited, received, how long, and two of its worker
    void addLine(int row);
    void tell();
    void tellInstant();
    void show(const Story& story);

    const TraceModel& m_model;
    Theme m_theme;
    std::optional<std::size_t> m_event, m_happened;
    QLabel* m_title;
    QLabel* m_place;
    QToolButton* m_instant;
    QLabel* m_sentence;
    QGridLayout* m_lines;
    std::array<std::optional<std::size_t>, storyLines> m_events;  // of the lines
};

}  // namespace heddle
