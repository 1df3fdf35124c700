// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/LessonList.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace heddle {
namespace {

using Json = nlohmann::ordered_json;

std::string rangeOf(const LessonParameter& parameter) {
    switch (parameter.type) {
    case ParameterType::integer:
        return std::to_string(parameter.least) + ".." + std::to_string(parameter.most);
    case ParameterType::boolean:
        return "true|false";
    case ParameterType::choice:
        break;
    }
    std::string range;
    for (const std::string& choice : parameter.choices)
        range += (range.empty() ? "" : "|") + choice;
    return range;
}

std::string padded(std::string text, std::size_t width) {
    text.resize(std::max(text.size() + 2, width), ' ');
    return text;
}

Json asJson(const LessonParameter& parameter) {
    Json json{{"name", parameter.name}};
    switch (parameter.type) {
    case ParameterType::integer:
        json.update({{"type", "integer"}, {"default", std::stoll(parameter.byDefault)}});
        json.update({{"least", parameter.least}, {"most", parameter.most}});
        break;
    case ParameterType::boolean:
        json.update({{"type", "boolean"}, {"default", parameter.byDefault == "true"}});
        break;
    case ParameterType::choice:
        json.update({{"type", "choice"}, {"default", parameter.byDefault}, {"choices", parameter.choices}});
        break;
    }
    json["label"] = parameter.label;
    return json;
}

}  // namespace

std::string lessonsAsText(const std::vector<Lesson>& lessons) {
    std::string text;
    for (const Lesson& lesson : lessons) {
        text += padded(lesson.name, 12) + lesson.title.at("en") + "\n";
        for (const LessonParameter& parameter : lesson.parameters)
            text += "    " + padded(parameter.name + "=" + parameter.byDefault, 18) +
                    padded(rangeOf(parameter), 14) + parameter.label.at("en") + "\n";
    }
    return text;
}

std::string lessonsAsJson(const std::vector<Lesson>& lessons) {
    Json list = Json::array();
    for (const Lesson& lesson : lessons) {
        Json parameters = Json::array();
        for (const LessonParameter& parameter : lesson.parameters)
            parameters.push_back(asJson(parameter));
        list.push_back({{"name", lesson.name},
                        {"title", lesson.title},
                        {"chapter", lesson.chapter},
                        {"place", lesson.place},
                        {"parameters", parameters}});
    }
    return list.dump(2) + "\n";
}

}  // namespace heddle
