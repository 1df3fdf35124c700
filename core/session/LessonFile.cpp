// SPDX-License-Identifier: MIT
#include "core/session/LessonFile.h"

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>

namespace heddle {
namespace {

using Json = nlohmann::json;

std::optional<std::int64_t> wholeNumber(std::string_view text) {
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, code] = std::from_chars(text.data(), end, number);
    if (code != std::errc{} || stopped != end)
        return std::nullopt;
    return number;
}

std::string allowed(const LessonParameter& parameter) {
    switch (parameter.type) {
    case ParameterType::integer:
        return "a whole number from " + std::to_string(parameter.least) + " to " +
               std::to_string(parameter.most);
    case ParameterType::boolean:
        return "true or false";
    case ParameterType::choice:
        break;
    }
    std::string words;
    for (std::size_t i = 0; i < parameter.choices.size(); ++i) {
        const bool isLast = i + 1 == parameter.choices.size();
        words += (i == 0 ? "" : isLast ? " or " : ", ") + parameter.choices[i];
    }
    return words;
}

// Thrown while a file is read, and turned into a Result where readLessonFile ends: the reading is one long
// descent.
struct Refused {
    std::string why;
};

const Json& member(const Json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end())
        throw Refused{std::string("\"") + key + "\" is missing"};
    return *found;
}

void knowAll(const Json& object, std::initializer_list<std::string_view> keys) {
    if (!object.is_object())
        throw Refused{"an object in braces is expected"};
    for (const auto& [key, value] : object.items())
        if (std::find(keys.begin(), keys.end(), key) == keys.end())
            throw Refused{"\"" + key + "\" is not a key that is known here"};
}

std::string wordAt(const Json& object, const char* key) {
    const Json& value = member(object, key);
    if (!value.is_string() || value.get_ref<const std::string&>().empty())
        throw Refused{std::string("\"") + key + "\" must be a text"};
    return value.get<std::string>();
}

std::int64_t numberAt(const Json& object, const char* key) {
    const Json& value = member(object, key);
    if (!value.is_number_integer())
        throw Refused{std::string("\"") + key + "\" must be a whole number"};
    return value.get<std::int64_t>();
}

int positionAt(const Json& object, const char* key) {
    const std::int64_t number = numberAt(object, key);
    if (number < 1 || number > 1000)
        throw Refused{std::string("\"") + key + "\" must be from 1 to 1000"};
    return static_cast<int>(number);
}

// {"en": "Queues", "ru": "Очереди"}; English is what every other language falls back to.
std::map<std::string, std::string> languagesAt(const Json& object, const char* key) {
    const Json& value = member(object, key);
    std::map<std::string, std::string> words;
    if (value.is_object())
        for (const auto& [language, text] : value.items())
            words[language] = wordAt(value, language.c_str());
    if (!words.contains("en"))
        throw Refused{std::string("\"") + key + "\" must hold a text for \"en\""};
    return words;
}

std::string typedForm(const Json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

std::vector<std::string> choicesAt(const Json& object) {
    const Json& value = member(object, "choices");
    std::vector<std::string> choices;
    if (value.is_array())
        for (const Json& choice : value)
            choices.push_back(typedForm(choice));
    if (choices.empty())
        throw Refused{"\"choices\" must be a list of texts"};
    return choices;
}

void readKind(LessonParameter& parameter, const Json& object) {
    const std::string type = wordAt(object, "type");
    if (type == "integer") {
        knowAll(object, {"name", "type", "default", "label", "least", "most"});
        parameter.type = ParameterType::integer;
        parameter.least = numberAt(object, "least");
        parameter.most = numberAt(object, "most");
    } else if (type == "boolean") {
        knowAll(object, {"name", "type", "default", "label"});
        parameter.type = ParameterType::boolean;
    } else if (type == "choice") {
        knowAll(object, {"name", "type", "default", "label", "choices"});
        parameter.type = ParameterType::choice;
        parameter.choices = choicesAt(object);
    } else {
        throw Refused{"\"type\" must be integer, boolean or choice, not \"" + type + "\""};
    }
}

LessonParameter readParameter(const Json& object) {
    if (!object.is_object())
        throw Refused{"each of \"parameters\" must be an object in braces"};
    LessonParameter parameter;
    parameter.name = wordAt(object, "name");
    try {
        readKind(parameter, object);
        parameter.label = languagesAt(object, "label");
        Result<std::string> byDefault = valueOf(parameter, typedForm(member(object, "default")));
        if (!byDefault)
            throw Refused{"its default is not one that it allows: " + byDefault.error().sentence};
        parameter.byDefault = std::move(*byDefault);
    } catch (const Refused& refused) {
        throw Refused{"parameter \"" + parameter.name + "\": " + refused.why};
    }
    return parameter;
}

Lesson readLesson(const Json& object) {
    knowAll(object, {"title", "chapter", "place", "parameters"});
    Lesson lesson;
    lesson.title = languagesAt(object, "title");
    lesson.chapter = positionAt(object, "chapter");
    lesson.place = positionAt(object, "place");
    const Json& parameters = member(object, "parameters");
    if (!parameters.is_array())
        throw Refused{"\"parameters\" must be a list"};
    for (const Json& each : parameters) {
        LessonParameter parameter = readParameter(each);
        for (const LessonParameter& earlier : lesson.parameters)
            if (earlier.name == parameter.name)
                throw Refused{"parameter \"" + parameter.name + "\" is there twice"};
        lesson.parameters.push_back(std::move(parameter));
    }
    return lesson;
}

}  // namespace

Result<std::string> valueOf(const LessonParameter& parameter, std::string_view typed) {
    const std::string refusal = parameter.name + "=" + std::string(typed) + " is not allowed; " +
                                parameter.name + " is " + allowed(parameter);
    switch (parameter.type) {
    case ParameterType::integer: {
        const std::optional<std::int64_t> number = wholeNumber(typed);
        if (!number || *number < parameter.least || *number > parameter.most)
            return failure(refusal);
        return std::to_string(*number);
    }
    case ParameterType::boolean:
        if (typed != "true" && typed != "false")
            return failure(refusal);
        break;
    case ParameterType::choice:
        if (std::find(parameter.choices.begin(), parameter.choices.end(), typed) == parameter.choices.end())
            return failure(refusal);
        break;
    }
    return std::string(typed);
}

Result<Lesson> readLessonFile(std::string_view json) {
    try {
        return readLesson(Json::parse(json));
    } catch (const Refused& refused) {
        return failure("lesson.json: " + refused.why);
    } catch (const Json::parse_error& error) {
        const auto line =
            1 + std::count(json.begin(), json.begin() + std::min(error.byte, json.size()), '\n');
        return failure("lesson.json: line " + std::to_string(line) + " is not JSON");
    } catch (const Json::exception& error) {
        return failure(std::string("lesson.json: ") + error.what());
    }
}

}  // namespace heddle
