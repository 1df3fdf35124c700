// SPDX-License-Identifier: GPL-3.0-or-later
// What is looked at: an event, with its sentence and its message's story; or a worker or an object.
#pragma once

#include "app/panels/SubjectStory.h"

#include <QWidget>

#include <array>
#include <optional>

class QGridLayout;
class QLabel;

namespace heddle {

// Thread: GUI only.
class SelectionPanel : public QWidget {
    Q_OBJECT
public:
    SelectionPanel(const TraceModel& model, const Theme& theme, QWidget* parent = nullptr);

    void setEvent(std::optional<std::size_t> event);     // none: the instant's again
    void showHappened(std::optional<std::size_t> last);  // the instant's; told while no event is set
    // Told instead of the event, with what is known of it so far; none: the event again.
    void setSubject(const Subject& subject);
    void setWorld(const World& world);
    void setSums(const RangeSums& sums);
    void setTheme(const Theme& theme);

signals:
    void eventPicked(std::size_t event);  // that a line tells of
    void subjectPicked(const heddle::Subject& subject);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    static constexpr int storyLines = 8;
    void addLine(int row);
    void tell();
    void show(const Story& story);
    void follow(const QString& link);

    const TraceModel& m_model;
    Theme m_theme;
    std::optional<std::size_t> m_event, m_happened;
    SubjectFacts m_facts;
    QLabel* m_title;
    QLabel* m_place;
    QLabel* m_sentence;
    QGridLayout* m_lines;
    std::array<Story::Line, storyLines> m_told;
    std::vector<Story::Part> m_links;  // of the sentences, in their order
};

}  // namespace heddle
