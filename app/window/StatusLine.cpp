// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/StatusLine.h"

#include "app/panels/ElidedLabel.h"
#include "app/panels/Wording.h"

#include <QLabel>
#include <QLocale>

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

}  // namespace

StatusLine::StatusLine(const Theme& theme, QWidget* parent)
    : QStatusBar(parent), m_theme(theme), m_dot(new QLabel(this)), m_state(new QLabel(this)),
      m_counts(new QLabel(this)), m_found(new QLabel(this)), m_hint(new ElidedLabel(this)),
      m_process(new QLabel(this)) {
    setSizeGripEnabled(false);
    const int margin = theme.size(Measure::margin);
    setContentsMargins(margin / 2, 0, margin / 2, 0);
    m_state->setObjectName(QStringLiteral("status.state"));
    m_counts->setObjectName(QStringLiteral("status.counts"));
    m_found->setObjectName(QStringLiteral("status.found"));
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

void StatusLine::showStatus(const RunStatus& status, bool isHeld, const QString& stoppedAt) {
    if (status.ending != Ending::running)
        showState(endingTone(status.ending), endingWords(status.ending));
    else if (!stoppedAt.isEmpty())
        showState(Tone::held, tr("stopped at %1").arg(stoppedAt));
    else if (isHeld)
        showState(Tone::held, tr("stepping: %1 held, %2 waiting").arg(status.held).arg(status.waiting));
    else
        showState(Tone::running, tr("running: %1 waiting").arg(status.waiting));
    const auto number = [](std::uint64_t count) {
        return QLocale().toString(static_cast<qulonglong>(count));
    };
    const QString events = status.stored == 1 ? tr("1 event") : tr("%1 events").arg(number(status.stored));
    m_counts->setText(tr("%1 · %2 lost").arg(events, number(status.lost)));
}

void StatusLine::showProcesses(const QList<int>& pids, int threads) {
    const int processes = static_cast<int>(pids.size());
    QString words = processes == 1 ? tr("1 process") : tr("%n processes", nullptr, processes);
    words += QStringLiteral(" · ") + (threads == 1 ? tr("1 thread") : tr("%n threads", nullptr, threads));
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
    m_hint->setText(sentence);
}

void StatusLine::showState(Tone tone, const QString& words) {
    m_dot->setText(dotIn(m_theme.color(tone)));
    m_state->setText(words);
}

}  // namespace heddle
