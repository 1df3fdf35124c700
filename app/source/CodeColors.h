// SPDX-License-Identifier: GPL-3.0-or-later
// How the words of a program are coloured.
#pragma once

#include "app/theme/Theme.h"

#include <QString>

class QObject;
class QsciLexer;

namespace heddle {

// For the language that a file's name tells; null: it is shown as plain text. Belongs to `parent`. Thread:
// GUI only.
QsciLexer* lexerFor(const QString& fileName, QObject* parent);

QFont codeFont(const Theme& theme);  // in points, which are all that QScintilla knows

void color(QsciLexer& lexer, const Theme& theme);

}  // namespace heddle
