// SPDX-License-Identifier: MIT
#include "core/session/Lessons.h"

#include "core/session/LessonFile.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <system_error>
#include <tuple>
#include <unistd.h>

namespace heddle {
namespace {

namespace fs = std::filesystem;

Result<std::string> contentOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream content;
    content << in.rdbuf();
    if (!in || !content)
        return failure(file.filename().string() + " cannot be read");
    return std::move(content).str();
}

// lesson.md is English; lesson.ru.md, lesson.de.md and so on are read where they are.
Result<std::map<std::string, std::string>> readTexts(const fs::path& folder) {
    std::map<std::string, std::string> texts;
    std::error_code ignored;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with("lesson.") || !name.ends_with(".md"))
            continue;
        const std::string language =
            name == "lesson.md" ? "en" : entry.path().stem().extension().string().substr(1);
        Result<std::string> text = contentOf(entry.path());
        if (!text)
            return tl::unexpected(text.error());
        texts[language] = std::move(*text);
    }
    if (!texts.contains("en"))
        return failure("lesson.md is missing");
    return texts;
}

Result<Lesson> readLesson(const fs::path& folder) {
    const Result<std::string> json = contentOf(folder / "lesson.json");
    if (!json)
        return tl::unexpected(json.error());
    Result<Lesson> lesson = readLessonFile(*json);
    if (!lesson)
        return lesson;
    Result<std::map<std::string, std::string>> texts = readTexts(folder);
    if (!texts)
        return tl::unexpected(texts.error());
    lesson->name = folder.filename().string();
    lesson->text = std::move(*texts);
    lesson->folder = folder;
    lesson->program = folder / "program";
    lesson->source = folder / "program.cpp";
    if (::access(lesson->program.c_str(), X_OK) != 0)
        return failure("its program cannot be run");
    if (::access(lesson->source.c_str(), R_OK) != 0)
        return failure("program.cpp cannot be read");
    return lesson;
}

fs::path besideThisProgram(const char* inLib) {
    std::error_code error;
    const fs::path self = fs::read_symlink("/proc/self/exe", error);
    return (self.parent_path().parent_path() / "lib" / "heddle" / inLib).lexically_normal();
}

std::string namesOf(const std::vector<LessonParameter>& parameters) {
    std::string names;
    for (const LessonParameter& parameter : parameters)
        names += (names.empty() ? "" : ", ") + parameter.name;
    return names.empty() ? "none" : names;
}

}  // namespace

LessonShelf readLessons(const fs::path& folder) {
    LessonShelf shelf;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
        if (std::error_code ignored; !entry.is_directory(ignored))
            continue;
        Result<Lesson> lesson = readLesson(entry.path());
        if (lesson)
            shelf.lessons.push_back(std::move(*lesson));
        else
            shelf.warnings.push_back("read lesson \"" + entry.path().filename().string() +
                                     "\": " + lesson.error().sentence);
    }
    if (error)
        shelf.warnings.push_back("read lessons in \"" + folder.string() + "\": " + error.message());
    std::sort(shelf.lessons.begin(), shelf.lessons.end(), [](const Lesson& a, const Lesson& b) {
        return std::tie(a.chapter, a.place, a.name) < std::tie(b.chapter, b.place, b.name);
    });
    std::sort(shelf.warnings.begin(), shelf.warnings.end());  // a folder is listed in no order of its own
    return shelf;
}

fs::path installedLessonsFolder() {
    return besideThisProgram("lessons");
}

fs::path installedSupervisor() {
    return besideThisProgram("heddle-supervisor");
}

Result<std::map<std::string, std::string>>
resolveParameters(const Lesson& lesson, const std::map<std::string, std::string>& given) {
    std::map<std::string, std::string> values;
    for (const LessonParameter& parameter : lesson.parameters)
        values[parameter.name] = parameter.byDefault;
    for (const auto& [name, typed] : given) {
        const auto parameter =
            std::find_if(lesson.parameters.begin(), lesson.parameters.end(),
                         [&name = name](const LessonParameter& each) { return each.name == name; });
        if (parameter == lesson.parameters.end())
            return failure("lesson \"" + lesson.name + "\" has no parameter \"" + name + "\"; it has " +
                           namesOf(lesson.parameters));
        Result<std::string> value = valueOf(*parameter, typed);
        if (!value)
            return failure("lesson \"" + lesson.name + "\": " + value.error().sentence);
        values[name] = std::move(*value);
    }
    return values;
}

}  // namespace heddle
