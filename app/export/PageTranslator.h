// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/format/PageTexts.h"

#include <optional>
#include <string>

namespace heddle {

// What a page says, in a language such as "ru": by the catalogue that the program brings for it
// (:/translations/heddle_ru.qm). "": in that of the application. None: there is no such catalogue. Thread:
// any.
std::optional<PageTranslation> pageTranslationInto(const std::string& language);

}  // namespace heddle
