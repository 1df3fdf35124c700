// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/StatusLine.h"

#include "app/panels/ElidedLabel.h"
#include "app/panels/Wording.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLabel>

#include <algorithm>
#include <limits>

namespace heddle {

namespace {

constexpr int mostPids = 3;  // that are said; the others are in the tip

QString endingWords(Ending ending) {
    switch (ending) {
    case Ending::running:
        return StatusLine::tr("running");
    case Ending::finished:
        return StatusLine::tr("finished");
    case Ending::failed:
        return StatusLine::tr("the program failed");
    case Ending::stuck:
        return StatusLine::tr("stuck");
    case Ending::timeout:
        return StatusLine::tr("out of time");
    case Ending::stopped:
        return StatusLine::tr("stopped");
    case Ending::cut:
        return StatusLine::tr("recording was cut off");
    case Ending::heddleFailed:
        return StatusLine::tr("Heddle failed");
    }
    return {};
}

Tone endingTone(Ending ending) {
    switch (ending) {
    case Ending::running:
        return Tone::running;
    case Ending::failed:
    case Ending::heddleFailed:
        return Tone::died;
    case Ending::stuck:
    case Ending::timeout:
        return Tone::waitsLock;
    case Ending::cut:
        return Tone::held;
    case Ending::finished:
    case Ending::stopped:
        break;
    }
    return Tone::idle;
}

// As tr() wants it: that is how other languages choose among their plurals.
int countOf(std::uint64_t count) {
    return static_cast<int>(std::min<std::uint64_t>(count, std::numeric_limits<int>::max()));
}

}  // namespace

StatusLine::StatusLine(const Theme& theme, QWidget* parent)
    : QStatusBar(parent), m_theme(theme), m_dot(new QLabel(this)), m_state(new ElidedLabel(this)),
      m_counts(new ElidedLabel(this)), m_found(new ElidedLabel(this)), m_hint(new ElidedLabel(this)),
      m_process(new ElidedLabel(this)) {
    setSizeGripEnabled(false);
    const int margin = theme.size(Measure::margin);
    setContentsMargins(margin / 2, 0, margin / 2, 0);
    m_state->setObjectName(QStringLiteral("status.state"));
    m_counts->setObjectName(QStringLiteral("status.counts"));
    m_found->setObjectName(QStringLiteral("status.found"));
    m_hint->setObjectName(QStringLiteral("status.hint"));
    m_process->setObjectName(QStringLiteral("status.process"));
    for (QLabel* label : {m_counts, m_found, m_hint, m_process})
        label->setProperty("role", "small");
    for (QLabel* label : {m_state, m_counts, m_found})
        label->setContentsMargins(0, 0, 2 * margin, 0);
    addWidget(m_dot);
    addWidget(m_state);
    addWidget(m_counts);
    addWidget(m_found);
    addWidget(m_hint, 1);
    addPermanentWidget(m_process);
    showNothing();
}

QString StatusLine::wordsFor(Ending ending) {
    return endingWords(ending);
}

void StatusLine::setTheme(const Theme& theme) {
    m_theme = theme;
}

void StatusLine::showNothing() {
    showState(Tone::idle, tr("nothing has run yet"));
    m_counts->clear();
    m_found->clear();
    m_process->clear();
}

void StatusLine::showStatus(const RunStatus& status, const QString& manner, const QString& stoppedAt) {
    if (status.ending != Ending::running)
        showState(endingTone(status.ending), endingWords(status.ending));
    else if (!stoppedAt.isEmpty())
        showState(Tone::held, tr("stopped at %1").arg(stoppedAt));
    else if (!manner.isEmpty())
        showState(Tone::held, tr("%1: %2, %3")
                                  .arg(manner, tr("%Ln held", nullptr, countOf(status.held)),
                                       tr("%Ln waiting", nullptr, countOf(status.waiting))));
    else
        showState(Tone::running, tr("running: %Ln waiting", nullptr, countOf(status.waiting)));
    const int stored = countOf(status.stored), lost = countOf(status.lost);
    const QString events = stored == 1 ? tr("1 event") : tr("%Ln events", nullptr, stored);
    m_counts->setText(tr("%1 · %2").arg(events, tr("%Ln lost", nullptr, lost)));
    m_counts->setMinimumWidth(m_counts->sizeHint().width());  // whatever there is to be said beside them
}

void StatusLine::showProcesses(const QList<int>& pids, int threads, int helpers) {
    const int processes = static_cast<int>(pids.size());
    QString words = processes == 1 ? tr("1 process") : tr("%Ln processes", nullptr, processes);
    words += QStringLiteral(" · ") + (threads == 1 ? tr("1 thread") : tr("%Ln threads", nullptr, threads));
    if (helpers > 0)
        words += tr(" + %Ln of the library", nullptr, helpers);
    QStringList all;
    for (const int pid : pids)
        if (pid != 0)
            all << QString::number(pid);
    const QString some = all.mid(0, mostPids).join(QStringLiteral(", "));
    if (all.size() == 1)
        words += tr(" · pid %1").arg(some);
    else if (all.size() > 1)
        words += tr(" · pids %1").arg(all.size() > mostPids ? tr("%1 …").arg(some) : some);
    m_process->setText(words);
    m_process->setToolTip(all.size() > mostPids ? all.join(QStringLiteral(", ")) : QString());
}

void StatusLine::setFound(const QString& words) {
    m_found->setText(words);
}

void StatusLine::showHint(const QString& sentence) {
    m_isSaid = false;
    QCoreApplication::instance()->removeEventFilter(this);
    m_hint->setText(sentence);
}

void StatusLine::say(const QString& sentence) {
    showHint(sentence);
    m_isSaid = !sentence.isEmpty();
    if (m_isSaid)
        QCoreApplication::instance()->installEventFilter(this);
}

// The next key or click, before it is obeyed: what comes of it may be said in its turn.
bool StatusLine::eventFilter(QObject* watched, QEvent* event) {
    const QEvent::Type type = event->type();
    const bool isAct = type == QEvent::MouseButtonPress || type == QEvent::KeyPress ||
                       type == QEvent::ShortcutOverride || type == QEvent::Shortcut;
    if (m_isSaid && isAct)
        showHint({});
    return QStatusBar::eventFilter(watched, event);
}

void StatusLine::showState(Tone tone, const QString& words) {
    m_dot->setText(dotIn(m_theme.color(tone)));
    m_state->setText(words);
    const int readable = fontMetrics().averageCharWidth() * 24;  // of what may be a whole sentence
    m_state->setMinimumWidth(std::min(m_state->sizeHint().width(), readable));
}

}  // namespace heddle
