// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/models/TraceModel.h"
#include "app/playback/Playback.h"
#include "app/theme/Theme.h"
#include "app/timeline/TimelineCanvas.h"
#include "app/timeline/TimelineSteering.h"

#include <QWidget>

#include <vector>

class QLineEdit;

namespace heddle {

// Lanes, arrows and the map of a run, at playback's instant. A shell: the scene lays out, the painter paints,
// the input reads mouse and keys. Model and playback outlive it. Thread: GUI only.
class TimelineView : public QWidget {
    Q_OBJECT
public:
    TimelineView(TraceModel& model, Playback& playback, const Theme& theme, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    const TimelineScene& scene() const { return m_scene; }

public slots:
    void setTheme(const heddle::Theme& theme);
    void fitAll();  // the whole run into the width
    void
    setDepth(heddle::Depth depth);  // how deep it looks: what operations consist of, and who performs that
    void showMap(bool isShown);
    void zoom(double factor);             // about the instant, or the middle when it is out of view
    void showEventAt(std::size_t event);  // brings it into view
    // Together, as far away as it takes; outlined until something is selected.
    void showAll(const std::vector<std::size_t>& events);
    void selectEvent(std::optional<std::size_t> event);
    void selectSubject(const heddle::Subject& subject);                     // none: no lane is
    void setCausality(std::shared_ptr<const heddle::Causality> causality);  // see TimelineScene
    void setBookmarks(std::vector<heddle::TimelineBookmark> bookmarks);
    void obey(const heddle::TimelineIntent& intent);
    void focusFilter();   // of the lanes
    void openLaneMenu();  // of the lane where the cursor of lanes is

signals:
    void eventPicked(std::size_t event);                 // a cell or a bar was clicked, or walked to
    void subjectPicked(const heddle::Subject& subject);  // by a click on its lane's name
    void selectionCleared();                             // by Esc, or a click on nothing
    void stopWanted(const QString& filter);              // the run is to stand still at such events
    void hoverChanged(const QString& sentence);          // what is under the pointer; "" when nothing is
    void rangeChanged();                                 // another is selected, or none

protected:
    bool event(QEvent* event) override;  // the tip of a bookmark
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent*) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void obeyAny(const std::optional<TimelineIntent>& intent);
    void popUpLaneMenu(double y, const QPoint& at);  // of the row at a height
    void setChoice(const LaneChoice& choice);
    void setUpFilter();
    void showNewTrace();
    void showMoment(const Moment& moment);
    void placeFilter();
    void lookAgain();  // the run, or the instant in it, has moved the picture
    void refresh();    // asks to be laid out, once for all that changes in this turn of the event loop

private slots:
    void layOut();  // and asks to be painted where something has changed

private:
    TraceModel& m_model;
    Playback& m_playback;
    TimelineScene m_scene;
    TimelineCanvas m_canvas;
    TimelineSteering m_steering;
    TimelineInput m_input;
    QLineEdit* m_filter;
    bool m_isLayoutDue = false;
    QRegion m_laidOut;  // ahead of layOut(), which has yet to ask for it
};

}  // namespace heddle
