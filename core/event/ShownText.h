// SPDX-License-Identifier: MIT
// Bytes that came from a traced program, made fit to be shown.
#pragma once

#include <string>
#include <string_view>

namespace heddle {

// One line of valid UTF-8: line ends become \n and \r, tabs \t, other control characters and bytes that are
// no UTF-8 \xHH. Thread: any.
std::string shownText(std::string_view bytes);
void appendShown(std::string& to, std::string_view bytes);  // the same, behind what is there

// Without the blanks that it ends in, unless it is nothing else: what was padded to a fixed size is told by
// its content. Thread: any.
std::string_view withoutPadding(std::string_view text);

// The length of the well-formed UTF-8 character (RFC 3629) that `bytes` begin with; 0: they begin with none.
std::size_t utf8Length(std::string_view bytes);

}  // namespace heddle
