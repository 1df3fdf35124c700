// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/source/CodeColors.h"

#include <QFileInfo>
#include <QFontInfo>
#include <Qsci/qscilexercpp.h>
#include <Qsci/qscilexerpython.h>

#include <initializer_list>
#include <utility>

namespace heddle {

namespace {

struct Dress {
    Tone tone;
    std::initializer_list<int> styles;
};

void put(QsciLexer& lexer, const Theme& theme, std::initializer_list<Dress> dresses) {
    for (const Dress& dress : dresses)
        for (const int style : dress.styles)
            lexer.setColor(theme.color(dress.tone), style);
}

void colorCpp(QsciLexer& lexer, const Theme& theme) {
    using Cpp = QsciLexerCPP;
    put(lexer, theme,
        {{Tone::mutedText,
          {Cpp::Comment, Cpp::CommentLine, Cpp::CommentDoc, Cpp::CommentLineDoc, Cpp::CommentDocKeyword,
           Cpp::CommentDocKeywordError, Cpp::PreProcessorComment}},
         {Tone::accent, {Cpp::Keyword}},
         {Tone::codeText,
          {Cpp::DoubleQuotedString, Cpp::SingleQuotedString, Cpp::UnclosedString, Cpp::RawString,
           Cpp::EscapeSequence}},
         {Tone::codeNumber, {Cpp::Number, Cpp::UserLiteral}},
         {Tone::codeMeta, {Cpp::PreProcessor}}});
}

void colorPython(QsciLexer& lexer, const Theme& theme) {
    using Python = QsciLexerPython;
    put(lexer, theme,
        {{Tone::mutedText, {Python::Comment, Python::CommentBlock}},
         {Tone::accent, {Python::Keyword}},
         {Tone::codeText,
          {Python::DoubleQuotedString, Python::SingleQuotedString, Python::TripleSingleQuotedString,
           Python::TripleDoubleQuotedString, Python::UnclosedString, Python::DoubleQuotedFString,
           Python::SingleQuotedFString, Python::TripleSingleQuotedFString,
           Python::TripleDoubleQuotedFString}},
         {Tone::codeNumber, {Python::Number}},
         {Tone::codeMeta, {Python::Decorator}}});
}

}  // namespace

QsciLexer* lexerFor(const QString& fileName, QObject* parent) {
    const QString ending = QFileInfo(fileName).suffix().toLower();
    if (ending == QLatin1String("py"))
        return new QsciLexerPython(parent);
    return new QsciLexerCPP(parent);
}

QFont codeFont(const Theme& theme) {
    constexpr double pointsPerInch = 72, pixelsPerInch = 96;
    const QFont wanted = theme.font(Type::code);
    QFont font(QFontInfo(wanted).family());
    font.setPointSizeF(wanted.pixelSize() * pointsPerInch / pixelsPerInch);
    return font;
}

void color(QsciLexer& lexer, const Theme& theme) {
    lexer.setDefaultFont(codeFont(theme));
    lexer.setDefaultPaper(theme.color(Tone::surface));
    lexer.setDefaultColor(theme.color(Tone::text));
    lexer.setFont(codeFont(theme));  // of all styles
    lexer.setPaper(theme.color(Tone::surface));
    lexer.setColor(theme.color(Tone::text));
    if (qobject_cast<QsciLexerPython*>(&lexer))
        colorPython(lexer, theme);
    else
        colorCpp(lexer, theme);
}

}  // namespace heddle
