// SPDX-License-Identifier: GPL-3.0-or-later
// Lessons as views see them: their words in the person's language.
#pragma once

#include "core/session/Lessons.h"

#include <QString>

namespace heddle {

// Thread: any. `language` is a code such as "en" or "ru"; where a lesson has no such words its English ones
// are given, and without those its bare names. The text is Markdown.
QString titleOf(const Lesson& lesson, const QString& language);
QString textOf(const Lesson& lesson, const QString& language);
QString labelOf(const LessonParameter& parameter, const QString& language);

// What is wrong with `typed` for this parameter: one sentence that says what is allowed, or "" when nothing
// is.
QString objectionTo(const Lesson& lesson, const LessonParameter& parameter, const QString& typed);

}  // namespace heddle
