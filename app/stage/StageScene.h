// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/stage/StageLook.h"
#include "app/stage/StagePlanner.h"
#include "app/stage/StageScope.h"

#include <QHash>
#include <QTransform>

#include <array>
#include <memory>
#include <optional>

namespace heddle {

// What of the stage is in view, and the picture of it: f(world, instant). Model outlives it. Thread: GUI.
class StageScene {
public:
    StageScene(const TraceModel& model, const Theme& theme, const QSizeF& size);
    StageScene(const StageScene&) = delete;  // the scope refers to what is in here

    // -- what it shows
    void setTrace(std::shared_ptr<const Trace> trace);
    bool catchUp() { return m_cast.catchUp(); }                       // true while there is more to be read
    bool isBehind() const { return m_cast.revision() != m_planned; }  // there is more to be laid out
    // True: it looks different now. None: the world is still being worked out; the last one stays.
    bool setMoment(const Moment& moment, const std::optional<World>& world);
    void setVerdicts(std::vector<Verdict> verdicts);  // of the whole run, once it is over
    void setDepth(Depth depth);
    void setTheme(const Theme& theme) { m_theme = theme; }
    void setSize(const QSizeF& size);

    // -- how it is looked at
    void zoom(double factor, QPointF at);
    void pan(QPointF by);
    void setUsualFit(StageFit fit);  // of a run that has just come
    StageFit nextFit();              // what fit() brings
    void fit();                      // the whole; where it is that already, what can be read
    void fitWhole();
    void follow();                         // the told step, where not all is in view
    void turnGroup(const QString& group);  // folds it, or unfolds it
    void carry(std::size_t box, QPointF byPx);
    void setCarried(const QHash<QString, QPointF>& carried);
    const QHash<QString, QPointF>& carried() const { return m_wishes.carried; }
    void setLag(QPointF lag);  // of what is painted, behind the view
    QPointF lag() const { return m_lag; }
    bool hover(std::optional<QPointF> pointer);  // true: it looks different now
    void select(const StageChoice& choice);
    StageLook look() { return {view(), m_fit, m_wishes.turned, m_wishes.carried}; }
    void show(const StageLook& look);

    // -- what is where
    const StageScope& scope() { return ready(), m_scope; }
    const QTransform& view() { return ready(), m_view; }  // from the plan to the widget
    QTransform painted();                                 // the same, where it still moves
    QRectF area() const, fitSign() const, depthSign() const;
    std::optional<QPointF> wayOutAt(QPointF point);  // by what to pan, where a sign tells of more there
    std::optional<std::size_t> boxAt(QPointF point);
    std::optional<std::size_t> flightAt(QPointF point);
    std::optional<std::size_t> lyingAt(QPointF point);  // the event that sent what lies there, in a thing
    const StageHeader* headerAt(QPointF point);
    Subject subjectOf(std::size_t box);  // none: a group, or gone
    QString filterOf(std::size_t box);   // that its events match, and no others
    // The nearest box in a direction, from the one that is selected; the first where none is.
    std::optional<std::size_t> nextBox(QPointF direction);
    QString wordsAt(QPointF point);  // what is there; "": nothing

    Picture picture();        // to be painted through view()
    Picture caption() const;  // over it: the title, the sentence of the moment
    Picture margins();        // the same with what can be clicked

private:
    void ready();    // the plan is that of the cast
    void outline();  // what is selected and hovered, on this plan
    bool isPlanDue() const;
    QRectF room() const;  // what of the area the plan is to fit
    double wholeScale() const;
    bool isCut() const;   // the whole is too small to be read
    QRectF told() const;  // what the step is about; none: empty
    void refit();
    std::array<std::size_t, 4> outOfView() const;  // boxes: to the left, right, top and bottom
    QRectF signOut(std::size_t side) const;
    double coveredBy(const QRectF& sign) const;  // of boxes, and of who waits below them; pixels
    void lookForAway(), lookForLost();
    void lookForCircle(), findCircle(), unfoldCircle();
    bool wasEndedIn(const Verdict& deadlock) const;
    QString contentOf(std::size_t event);
    QString sentence() const;

    const TraceModel& m_model;
    Theme m_theme;
    QSizeF m_size;
    StageCast m_cast;
    StageWishes m_wishes;
    StageChoice m_choice;
    std::optional<QPointF> m_pointer;
    QPointF m_lag;
    StagePlan m_plan;
    StagePlanner m_planner;
    std::size_t m_planned = 0, m_seen = 0;  // the cast's revision; at the last moment
    bool m_isStale = true, m_isGrowing = false;
    StageFit m_fit = StageFit::whole, m_usualFit = StageFit::whole;
    QTransform m_view;
    std::optional<World> m_world;
    std::vector<Verdict> m_verdicts;
    QString m_circleWords;
    QSet<QString> m_unfolded;  // groups, for a circle in them
    QHash<qulonglong, QString> m_contents;
    StageScope m_scope;
};

}  // namespace heddle
