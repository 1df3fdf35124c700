// SPDX-License-Identifier: MIT
#include "core/ipc/Json.h"

#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace heddle {
namespace {

using Foreign = nlohmann::json;
constexpr int deepest = 200;  // of what is read: a list in a list …

std::optional<Json> ours(const Foreign& value, int depth) {
    if (depth > deepest)
        return std::nullopt;
    switch (value.type()) {
    case Foreign::value_t::boolean:
        return Json(value.get<bool>());
    case Foreign::value_t::number_integer:
        return Json(value.get<std::int64_t>());
    case Foreign::value_t::number_unsigned:
        return Json(value.get<std::uint64_t>());
    case Foreign::value_t::number_float:
        return Json(value.get<double>());
    case Foreign::value_t::string:
        return Json(value.get<std::string>());
    case Foreign::value_t::array: {
        Json::List list;
        for (const Foreign& each : value) {
            auto item = ours(each, depth + 1);
            if (!item)
                return std::nullopt;
            list.push_back(std::move(*item));
        }
        return Json(std::move(list));
    }
    case Foreign::value_t::object: {
        Json::Dict dict;
        for (const auto& [key, each] : value.items()) {
            auto item = ours(each, depth + 1);
            if (!item)
                return std::nullopt;
            dict.emplace(key, std::move(*item));
        }
        return Json(std::move(dict));
    }
    case Foreign::value_t::null:
        return Json();
    case Foreign::value_t::binary:
    case Foreign::value_t::discarded:
        break;
    }
    return std::nullopt;
}

struct Writer {
    std::string operator()(std::monostate) const { return "null"; }
    std::string operator()(bool is) const { return is ? "true" : "false"; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(double number) const { return Foreign(number).dump(); }
    std::string operator()(const std::string& text) const {
        return Foreign(text).dump(-1, ' ', false, Foreign::error_handler_t::replace);
    }
    std::string operator()(const Json::List& list) const {
        std::string all;
        for (const Json& each : list)
            all += (all.empty() ? "" : ",") + each.written();
        return "[" + all + "]";
    }
    std::string operator()(const Json::Dict& dict) const {
        std::string all;
        for (const auto& [key, each] : dict)
            all += (all.empty() ? "" : ",") + (*this)(key) + ":" + each.written();
        return "{" + all + "}";
    }
};

// Wide enough for every number of either kind, so that the order of both together is one.
std::optional<long double> numberIn(const auto& value) {
    static_assert(std::numeric_limits<long double>::digits >= 63);
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return static_cast<long double>(*whole);
    if (const auto* number = std::get_if<double>(&value))
        return static_cast<long double>(*number);
    return std::nullopt;
}

constexpr const char* kinds[] = {"nothing", "true or false", "a whole number", "a number",
                                 "a text",  "a list",        "a dict"};

}  // namespace

// Not in the header: what a compiler sees through there it warns of, wrongly, in every program.
Json::Json() = default;
Json::Json(List list) : m_value(std::move(list)) {}
Json::Json(Dict dict) : m_value(std::move(dict)) {}
Json::Json(std::string text) : m_value(std::move(text)) {}
Json::Json(const Json& other) = default;
Json::Json(Json&& other) noexcept = default;
Json& Json::operator=(const Json& other) = default;
Json& Json::operator=(Json&& other) noexcept = default;
Json::~Json() = default;

Json Json::ofBool(bool is) {
    Json made;
    made.m_value = is;
    return made;
}

Json Json::ofWhole(std::int64_t number) {
    Json made;
    made.m_value = number;
    return made;
}

Json Json::ofNumber(double number) {
    Json made;
    made.m_value = number;
    return made;
}

void Json::isNo(const char* wanted) const {
    throw std::domain_error(std::string("read ") + wanted + " from JSON: it is " + kinds[m_value.index()]);
}

bool Json::asBool() const {
    const auto* is = std::get_if<bool>(&m_value);
    return is ? *is : (isNo("true or false"), false);
}

std::int64_t Json::asInteger() const {
    const auto* number = std::get_if<std::int64_t>(&m_value);
    return number ? *number : (isNo("a whole number"), 0);
}

double Json::asDouble() const {
    if (const auto* whole = std::get_if<std::int64_t>(&m_value))
        return static_cast<double>(*whole);
    const auto* number = std::get_if<double>(&m_value);
    return number ? *number : (isNo("a number"), 0);
}

const std::string& Json::asText() const {
    if (!std::holds_alternative<std::string>(m_value))
        isNo("a text");
    return std::get<std::string>(m_value);
}

const Json::List& Json::asList() const {
    if (!isList())
        isNo("a list");
    return std::get<List>(m_value);
}

const Json::Dict& Json::asDict() const {
    if (!std::holds_alternative<Dict>(m_value))
        isNo("a dict");
    return std::get<Dict>(m_value);
}

Json::List& Json::asList() {
    return const_cast<List&>(std::as_const(*this).asList());
}

Json::Dict& Json::asDict() {
    return const_cast<Dict&>(std::as_const(*this).asDict());
}

std::size_t Json::size() const {
    return isList() ? asList().size() : asDict().size();
}

const Json& Json::operator[](std::size_t at) const {
    if (at >= asList().size())
        throw std::domain_error("read place " + std::to_string(at) + " of a list from JSON: it is shorter");
    return asList()[at];
}

const Json& Json::operator[](std::string_view key) const {
    const auto found = asDict().find(std::string(key));
    if (found == asDict().end())
        throw std::domain_error("read \"" + std::string(key) + "\" of a dict from JSON: it has no such key");
    return found->second;
}

std::string Json::written() const {
    return std::visit(Writer{}, m_value);
}

std::optional<Json> Json::read(std::string_view text) {
    return ours(Foreign::parse(text, nullptr, false), 0);
}

std::weak_ordering operator<=>(const Json& one, const Json& other) {
    const auto left = numberIn(one.m_value), right = numberIn(other.m_value);
    if (left && right)
        return std::weak_order(*left, *right);
    if (one.m_value.index() != other.m_value.index())
        return one.m_value.index() <=> other.m_value.index();
    if (const auto* text = std::get_if<std::string>(&one.m_value))
        return *text <=> other.asText();
    if (const auto* is = std::get_if<bool>(&one.m_value))
        return *is <=> other.asBool();
    if (one.isList())
        return one.asList() <=> other.asList();
    return one.isNothing() ? std::weak_ordering::equivalent : one.asDict() <=> other.asDict();
}

}  // namespace heddle
