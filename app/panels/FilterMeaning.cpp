// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/FilterMeaning.h"

#include "app/panels/Wording.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <array>

namespace heddle {

namespace {

constexpr qsizetype mostNamed = 8;  // of what a term stands for

using Term = Filter::Term;

QString tr(const char* words) {
    return QCoreApplication::translate("heddle::FilterMeaning", words);
}

QString eitherOf(const QStringList& names) {
    QString words = names.value(0);
    for (qsizetype i = 1; i < names.size(); ++i)
        words = (i + 1 < names.size() ? tr("%1, %2") : tr("%1 or %2")).arg(words, names[i]);
    return words;
}

QString namesIn(const Term& term) {
    const std::vector<std::string_view>& all = Filter::namesOf(term.key);
    QStringList names;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (term.numbers[i])
            names << QString::fromUtf8(all[i].data(), static_cast<qsizetype>(all[i].size()));
    if (const qsizetype more = names.size() - mostNamed; more > 1)
        names = names.mid(0, mostNamed) << QCoreApplication::translate(
                    "heddle::FilterMeaning", "one of %n more", nullptr, static_cast<int>(more));
    return eitherOf(names);
}

QString patternsIn(const Term& term) {
    QStringList patterns;
    for (const std::string& pattern : term.patterns)
        patterns << QString::fromStdString(pattern);
    return eitherOf(patterns);
}

QString wordsIn(const Term& term) {
    QString words = QString::fromStdString(term.patterns.front());
    return words.mid(1, words.size() - 2);  // between the stars that every word has
}

template <class Say>
QString rangesIn(const Term& term, Say say) {
    constexpr Filter::Range open;
    QStringList ranges;
    for (const auto& [least, most] : term.ranges)
        ranges << (least == most         ? say(least)
                   : least == open.least ? tr("up to %1").arg(say(most))
                   : most == open.most   ? tr("%1 and on").arg(say(least))
                                         : tr("%1 to %2").arg(say(least), say(most)));
    return eitherOf(ranges);
}

QString valuesOf(const Term& term) {
    using Key = Filter::Key;
    const auto number = [](std::int64_t value) { return QLocale().toString(static_cast<qlonglong>(value)); };
    switch (term.key) {
    case Key::worker:
    case Key::object:
    case Key::file:
        return patternsIn(term);
    case Key::word:
        return wordsIn(term);
    case Key::op:
    case Key::phase:
    case Key::outcome:
    case Key::depth:
        return namesIn(term);
    case Key::message:
    case Key::line:
    case Key::step:
        return rangesIn(term, number);
    case Key::time:
        return rangesIn(term, [](std::int64_t ns) { return spanWords({ns}); });
    }
    return {};
}

// By key: what it says of an event, and what its negation does.
constexpr std::array<std::array<const char*, 2>, 12> sayings{{
    {QT_TRANSLATE_NOOP("heddle::FilterMeaning", "of %1"),
     QT_TRANSLATE_NOOP("heddle::FilterMeaning", "not of %1")},
    {QT_TRANSLATE_NOOP("heddle::FilterMeaning", "at %1"),
     QT_TRANSLATE_NOOP("heddle::FilterMeaning", "not at %1")},
    {QT_TRANSLATE_NOOP("heddle::FilterMeaning", "that are %1"),
     QT_TRANSLATE_NOOP("heddle::FilterMeaning", "that are not %1")},
    {QT_TRANSLATE_NOOP("heddle::FilterMeaning", "in the phase %1"),
     QT_TRANSLATE_NOOP("heddle::FilterMeaning", "not in the phase %1")},
    {QT_TRANSLATE_NOOP("heddle::FilterMeaning", "with the outcome %1"),
     QT_TRANSLATE_NOOP("heddle::FilterMeaning", "without the outcome %1")},
    {QT_TRANSLATE_NOOP("heddle::FilterMeaning", "at the depth %1"),
     QT_TRANSLATE_NOOP("heddle::FilterMeaning", "not at the depth %1")},
    {QT_TRANSLATE_NOOP("heddle::FilterMeaning", "of message %1"),
     QT_TRANSLATE_NOOP("heddle::FilterMeaning", "not of message %1")},
    {QT_TRANSLATE_NOOP("heddle::FilterMeaning", "from line %1"),
     QT_TRANSLATE_NOOP("heddle::FilterMeaning", "not from line %1")},
    {QT_TRANSLATE_NOOP("heddle::FilterMeaning", "from the file %1"),
     QT_TRANSLATE_NOOP("heddle::FilterMeaning", "not from the file %1")},
    {QT_TRANSLATE_NOOP("heddle::FilterMeaning", "at step %1"),
     QT_TRANSLATE_NOOP("heddle::FilterMeaning", "not at step %1")},
    {QT_TRANSLATE_NOOP("heddle::FilterMeaning", "at the time %1"),
     QT_TRANSLATE_NOOP("heddle::FilterMeaning", "not at the time %1")},
    {QT_TRANSLATE_NOOP("heddle::FilterMeaning", "told with “%1”"),
     QT_TRANSLATE_NOOP("heddle::FilterMeaning", "told without “%1”")},
}};

}  // namespace

QString meaningOf(const Filter& filter) {
    QStringList said;
    for (const Term& term : filter.terms())
        said << tr(sayings[static_cast<std::size_t>(term.key)][term.isNegated ? 1 : 0]).arg(valuesOf(term));
    return said.isEmpty() ? QString() : tr("Events %1").arg(said.join(tr(", ")));
}

}  // namespace heddle
