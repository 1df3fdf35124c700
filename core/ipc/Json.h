// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace heddle {

// Nothing, true or false, a number, a text, or a list or dict of such: what can be copied to another process.
// Asked for what it is not, it throws std::domain_error, which says what it is. Thread: any (a value).
class Json {
public:
    using List = std::vector<Json>;
    using Dict = std::map<std::string, Json>;

    Json();
    Json(std::nullptr_t) : Json() {}
    Json(List list);
    Json(Dict dict);
    Json(std::string text);
    Json(std::string_view text) : Json(std::string(text)) {}
    Json(const char* text) : Json(std::string(text)) {}
    Json(std::same_as<bool> auto is) : Json(ofBool(is)) {}
    template <std::integral T>
    requires(!std::same_as<T, bool>) Json(T number)
        : Json(std::in_range<std::int64_t>(number) ? ofWhole(static_cast<std::int64_t>(number))
                                                   : ofNumber(static_cast<double>(number))) {}
    Json(std::floating_point auto number) : Json(ofNumber(static_cast<double>(number))) {}
    Json(const Json& other);
    Json(Json&& other) noexcept;
    Json& operator=(const Json& other);
    Json& operator=(Json&& other) noexcept;
    ~Json();

    static Json list(std::initializer_list<Json> items = {}) { return {List(items)}; }
    static Json dict(std::initializer_list<Dict::value_type> entries) { return {Dict(entries)}; }

    bool isNothing() const { return std::holds_alternative<std::monostate>(m_value); }
    bool isList() const { return std::holds_alternative<List>(m_value); }
    bool asBool() const;
    std::int64_t asInteger() const;  // a whole number
    double asDouble() const;         // any number
    const std::string& asText() const;
    const List& asList() const;
    const Dict& asDict() const;
    List& asList();
    Dict& asDict();

    std::size_t size() const;                            // of a list or dict
    const Json& operator[](std::size_t at) const;        // of a list that is so long
    const Json& operator[](std::string_view key) const;  // of a dict that has it
    void append(Json value) { asList().push_back(std::move(value)); }

    // As it is written in JSON, on one line; what is no UTF-8 in a text is replaced, and NaN and infinity,
    // which JSON does not have, are written as null.
    std::string written() const;
    static std::optional<Json> read(std::string_view text);  // empty: that is no JSON

    // Numbers by their value, whole or not; things of different kinds in the order of the constructors'
    // kinds.
    friend std::weak_ordering operator<=>(const Json& one, const Json& other);
    friend bool operator==(const Json& one, const Json& other) { return (one <=> other) == 0; }

private:
    static Json ofBool(bool is);
    static Json ofWhole(std::int64_t number);
    static Json ofNumber(double number);
    [[noreturn]] void isNo(const char* wanted) const;

    std::variant<std::monostate, bool, std::int64_t, double, std::string, List, Dict> m_value;
};

}  // namespace heddle
