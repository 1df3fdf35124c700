// SPDX-License-Identifier: MIT
// What a page says of its own, in the language that was asked for.
#pragma once

#include "core/format/JsonWriter.h"

#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace heddle {

// All that it says beside the sentences of events, for whoever translates it; %1, %2 … are put in.
struct PageText {
    std::string_view key;
    const char* english;
};
std::span<const PageText> pageTexts();

// A text of a context ("Page", "Sentence") in another language; what it does not know it gives back.
using PageTranslation = std::function<std::string(const char* context, const char* english)>;

// Thread: any.
class PageTongue {
public:
    explicit PageTongue(PageTranslation translated = {}) : m_translated(std::move(translated)) {}

    // A key that is not among pageTexts() is our mistake.
    std::string operator()(std::string_view key, std::initializer_list<std::string> putIn = {}) const;
    std::string sentence(const char* pattern) const;    // with the same gaps, perhaps elsewhere
    std::string filledIn(std::string_view page) const;  // its @say:key@ with what they stand for, as HTML
    void write(JsonWriter& json) const;                 // all, by key

private:
    std::string translated(const char* context, const char* english) const;

    PageTranslation m_translated;
};

}  // namespace heddle
