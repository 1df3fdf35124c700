// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/StageDesk.h"

#include "app/models/ToldDepth.h"
#include "app/panels/EventsPanel.h"
#include "app/stage/StageView.h"
#include "app/window/ActionWords.h"
#include "app/window/Actions.h"
#include "app/window/Selection.h"
#include "app/window/StatusLine.h"
#include "app/window/Viewing.h"

#include <QAction>
#include <QHelpEvent>
#include <QMenu>
#include <QSettings>
#include <QToolTip>

namespace heddle {

namespace {

const QString group = QStringLiteral("stage");

// A path has slashes, which would be groups of their own.
QString keyOf(const QString& path) {
    return QString(path).replace(QLatin1Char('/'), QLatin1Char('|'));
}
QString pathOf(const QString& key) {
    return QString(key).replace(QLatin1Char('|'), QLatin1Char('/'));
}

}  // namespace

StageDesk::StageDesk(const Parts& parts) : m(parts) {
    m.viewing.follow([this] { return m.stage.catchUp() || m.stage.scene().isBehind(); });
    connect(&m.viewing, &Viewing::traceChanged, this, &StageDesk::show);
    connect(&m.viewing, &Viewing::runningChanged, this, [this] {
        if (m.viewing.trace() && !m.viewing.showsLive())
            m.stage.setVerdicts(m.viewing.trace()->facts().verdicts);
    });
    connect(&m.viewing, &Viewing::frameMoved, &m.stage,
            [this] { m.stage.show(m.viewing.playback().moment(), m.viewing.world()); });
    connect(&m.stage, &StageView::carried, this, &StageDesk::remember);
    connect(&m.stage, &StageView::hoverChanged, &m.status, &StatusLine::showHint);
    connect(&m.stage, &StageView::menuWanted, this, &StageDesk::openMenu);
    connect(m.actions.resetLayout, &QAction::triggered, this, &StageDesk::forget);
    connectSelection();
    connectDepth();
    m.stage.installEventFilter(this);
}

bool StageDesk::eventFilter(QObject* watched, QEvent* event) {
    if (watched != &m.stage || event->type() != QEvent::ToolTip)
        return QObject::eventFilter(watched, event);
    const auto& help = static_cast<const QHelpEvent&>(*event);
    StageScene& scene = m.stage.scene();
    QStringList lines;
    if (scene.fitSign().contains(help.pos())) {
        const bool isWhole = scene.nextFit() == StageFit::whole;
        lines << (isWhole ? tr("All of it into view (%1)")
                          : tr("So large that names can be read; it follows the step (%1)"))
                     .arg(ActionWords::keysOf(*m.actions.ofStage[Actions::stageFit]));
    }
    if (scene.depthSign().contains(help.pos())) {
        lines << tr("How deep stage and timeline look");
        for (const QAction* depth : {m.actions.programDepth, m.actions.libraryDepth, m.actions.systemDepth})
            lines << depth->toolTip();
    }
    if (lines.isEmpty())  // a title may be elided
        lines << scene.wordsAt(help.pos()).toHtmlEscaped();
    QToolTip::showText(help.globalPos(), lines.join(QLatin1Char('\n')), &m.stage);
    return true;
}

void StageDesk::openMenu(const QString& filter, const QPoint& at) {
    auto* menu = new QMenu(&m.stage);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Stop here, or no more: %1").arg(filter), this,
                    [this, filter] { emit stopWanted(filter); });
    menu->popup(at);
}

void StageDesk::connectSelection() {
    connect(&m.stage, &StageView::eventPicked, &m.selection, &Selection::select);
    connect(&m.stage, &StageView::subjectPicked, &m.selection, &Selection::selectSubject);
    connect(&m.stage, &StageView::selectionCleared, &m.selection, &Selection::clear);
    connect(&m.selection, &Selection::subjectChanged, &m.stage, &StageView::selectSubject);
    connect(&m.selection, &Selection::eventChanged, &m.stage, [this](std::optional<std::size_t> event) {
        if (event || m.selection.subject().isNone())  // else it is the subject that is outlined
            m.stage.selectEvent(event);
    });
}

void StageDesk::connectDepth() {
    const auto look = [this](QAction* action, Depth depth) {
        connect(action, &QAction::triggered, &m.stage, [this, depth] {
            m.stage.setDepth(depth);
            m.events.setDepth(depth);
            if (!tellsAt(m.viewing.model(), depth))
                m.status.say(tr("nothing was told at that depth in this run"));
            m.viewing.wake();
        });
    };
    look(m.actions.programDepth, Depth::program);
    look(m.actions.libraryDepth, Depth::library);
    look(m.actions.systemDepth, Depth::system);
    connect(&m.stage, &StageView::depthMenuWanted, this, [this](const QPoint& at) {
        auto* menu = new QMenu(&m.stage);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addActions({m.actions.programDepth, m.actions.libraryDepth, m.actions.systemDepth});
        menu->popup(at);
    });
}

void StageDesk::show(const std::shared_ptr<const Trace>& trace) {
    m.stage.setTrace(trace);
    const RunFacts facts = trace ? trace->facts() : RunFacts();
    m.stage.setVerdicts(facts.verdicts);
    m_lesson = QString::fromStdString(facts.lesson);
    QHash<QString, QPointF> carried;
    m.settings.beginGroup(group);
    m.settings.beginGroup(keyOf(m_lesson));
    for (const QString& key : m.settings.childKeys())
        carried[pathOf(key)] = m.settings.value(key).toPointF();
    m.settings.endGroup();
    m.settings.endGroup();
    m.stage.setCarried(carried);
}

void StageDesk::remember() {
    if (m_lesson.isEmpty())
        return;
    m.settings.beginGroup(group);
    m.settings.beginGroup(keyOf(m_lesson));
    m.settings.remove(QString());  // what has been taken back stands where the plan has it
    const QHash<QString, QPointF>& carried = m.stage.scene().carried();
    for (auto at = carried.begin(); at != carried.end(); ++at)
        m.settings.setValue(keyOf(at.key()), at.value());
    m.settings.endGroup();
    m.settings.endGroup();
}

// Of the lesson that is shown: its things stand again where the plan has them.
void StageDesk::forget() {
    if (!m_lesson.isEmpty())
        m.settings.remove(group + QLatin1Char('/') + keyOf(m_lesson));
    m.stage.setCarried({});
    m.stage.lookAsUsual();
    m.viewing.wake();
}

}  // namespace heddle
