// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridge/LessonWords.h"

namespace heddle {

namespace {

QString wordsIn(const std::map<std::string, std::string>& byLanguage, const QString& language,
                const std::string& otherwise) {
    for (const std::string& code : {language.toStdString(), std::string("en")})
        if (const auto found = byLanguage.find(code); found != byLanguage.end())
            return QString::fromStdString(found->second);
    return QString::fromStdString(otherwise);
}

}  // namespace

QString titleOf(const Lesson& lesson, const QString& language) {
    return wordsIn(lesson.title, language, lesson.name);
}

QString textOf(const Lesson& lesson, const QString& language) {
    return wordsIn(lesson.text, language, {});
}

QString labelOf(const LessonParameter& parameter, const QString& language) {
    return wordsIn(parameter.label, language, parameter.name);
}

QString objectionTo(const Lesson& lesson, const LessonParameter& parameter, const QString& typed) {
    Lesson alone = lesson;
    alone.parameters = {parameter};
    const auto resolved = resolveParameters(alone, {{parameter.name, typed.toStdString()}});
    if (resolved)
        return {};
    // Beside its field, in its lesson: the sentence need not name the lesson.
    const std::string lead = "lesson \"" + lesson.name + "\": ";
    const std::string& sentence = resolved.error().sentence;
    return QString::fromStdString(sentence.starts_with(lead) ? sentence.substr(lead.size()) : sentence);
}

}  // namespace heddle
