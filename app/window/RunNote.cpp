// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/RunNote.h"

#include "app/window/LessonDesk.h"
#include "app/window/Viewing.h"

namespace heddle {

RunNote::RunNote(QWidget* parent) : ElidedLabel(parent) {
    setObjectName(QStringLiteral("runNote"));
    setProperty("role", "note");
    hide();
}

void RunNote::follow(const Viewing& viewing, const LessonDesk& lessons) {
    const auto tellAgain = [this, &viewing, &lessons] { tell(viewing, lessons); };
    connect(&viewing, &Viewing::traceChanged, this, tellAgain);
    connect(&lessons, &LessonDesk::chosenChanged, this, tellAgain);
}

void RunNote::tell(const Viewing& viewing, const LessonDesk& lessons) {
    const auto& trace = viewing.trace();
    const QString shown = trace ? lessons.titleOfRun(trace->facts()) : QString();
    const bool isOther = lessons.canRun() && !shown.isEmpty() && !lessons.isOfChosen(trace->facts());
    setText(isOther
                ? tr("This is a run of %1. What is chosen, and runs next, is %2.").arg(shown, lessons.title())
                : QString());
    setVisible(isOther);
}

}  // namespace heddle
