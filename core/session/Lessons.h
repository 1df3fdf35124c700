// SPDX-License-Identifier: MIT
// The lessons that are installed: a lesson is a folder, and a new folder is a new lesson.
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace heddle {

enum class ParameterType : std::uint8_t { integer, boolean, choice };

struct LessonParameter {
    std::string name;
    ParameterType type = ParameterType::integer;
    std::string byDefault;                     // as it would be typed: "5", "false"
    std::int64_t least = 0, most = 0;          // integers: what is allowed, both inclusive
    std::vector<std::string> choices;          // of a choice
    std::map<std::string, std::string> label;  // language ("en", "ru") to a few words
};

struct Lesson {
    std::string name;                          // the folder's
    std::map<std::string, std::string> title;  // by language
    std::map<std::string, std::string> text;   // Markdown, by language: lesson.md, lesson.ru.md
    int chapter = 0, place = 0;
    std::vector<LessonParameter> parameters;
    std::filesystem::path folder, program, source;  // program: executable; source: program.cpp
};

// `folder` holds a folder for each lesson. A lesson that cannot be read is left out and told as a warning
// sentence.
struct LessonShelf {
    std::vector<Lesson> lessons;  // by chapter and place
    std::vector<std::string> warnings;
};
LessonShelf readLessons(const std::filesystem::path& folder);
std::filesystem::path installedLessonsFolder();  // beside this executable: ../lib/heddle/lessons
std::filesystem::path installedSupervisor();     // ../lib/heddle/heddle-supervisor

// `given` laid over the defaults. A wrong name, type or range is one sentence that says what is allowed.
Result<std::map<std::string, std::string>> resolveParameters(const Lesson& lesson,
                                                             const std::map<std::string, std::string>& given);

}  // namespace heddle
