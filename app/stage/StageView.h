// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/PictureStamps.h"
#include "app/picture/ViewHistory.h"
#include "app/stage/StageScene.h"

#include <QVariantAnimation>
#include <QWidget>

#include <optional>

namespace heddle {

// Workers and objects as things, at playback's instant. A step that was made by hand plays here for a moment,
// so that what it moves is seen to move. A shell: the scene lays out, the painter paints.
// Model outlives it. Thread: GUI only.
class StageView : public QWidget {
    Q_OBJECT
public:
    StageView(const TraceModel& model, const Theme& theme, QWidget* parent = nullptr);

    QSize sizeHint() const override { return {900, 330}; }
    QSize minimumSizeHint() const override { return {300, 150}; }
    StageScene& scene() { return m_scene; }

    bool catchUp() { return m_scene.catchUp(); }  // once a frame; true: it needs another one
    void show(const Moment& moment, const std::optional<World>& world);

public slots:
    void setTrace(std::shared_ptr<const heddle::Trace> trace);
    void setTheme(const heddle::Theme& theme);
    void setDepth(heddle::Depth depth);
    void setCarried(const QHash<QString, QPointF>& carried);  // what was moved by hand
    void selectEvent(std::optional<std::size_t> event);       // its worker and its thing
    void selectSubject(const heddle::Subject& subject);       // none: nothing is
    void fit();                                               // the whole, or what can be read
    void lookAsUsual();                                       // as at a run that has just come
    void setVerdicts(const std::vector<heddle::Verdict>& verdicts);

signals:
    void eventPicked(std::size_t event);                 // of the message that was clicked
    void subjectPicked(const heddle::Subject& subject);  // whom or what was clicked
    void selectionCleared();
    void hoverChanged(const QString& sentence);
    void depthMenuWanted(const QPoint& globalPos);
    void menuWanted(const QString& filter, const QPoint& globalPos);  // that the events of a thing match
    void carried();                                                   // something was moved by hand

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void leaveEvent(QEvent*) override;

private:
    struct Press {
        QPointF began, last;
        std::optional<std::size_t> box;  // none: the ground
        bool hasMoved = false;
    };
    bool isEndOfStepFrom(double position);  // the moment's, which moves something, from within it
    void showGlide(const std::optional<World>& world);
    void follow();  // what is told, not at once
    void click(QPointF at);
    void pick(std::size_t box);
    void walk(QPointF direction);
    void clear();
    void leave(std::optional<std::size_t> kind = {});  // the view, which becomes another
    bool travel(const QKeyEvent& event);               // Alt+Left, Alt+Right: through the views
    bool look(int key);                                // false: it means nothing here
    bool choose(int key);                              // the same
    void turnSelected();                               // folds its group, or unfolds it
    void turn(QString group);
    void tell(std::optional<QPointF> pointer);

    StageScene m_scene;
    Theme m_theme;
    PictureStamps m_zoomed, m_plain;
    std::optional<Press> m_press;
    ViewHistory<StageLook> m_views;
    QVariantAnimation m_glide, m_drift;
    Moment m_moment;  // while it glides, where that ends
    QString m_told;
};

}  // namespace heddle
