// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/Speech.h"

#include <iostream>
#include <string>

namespace heddle {

void say(std::string_view sentence) {
    std::cerr << "heddle: " + std::string(sentence) +
                     "\n";  // one write, so that lines of others do not fall into it
}

int saidAs(ExitCode code, std::string_view sentence) {
    say(sentence);
    return static_cast<int>(code);
}

int writtenTo(std::ostream& out) {
    out.flush();
    if (out.good())
        return static_cast<int>(ExitCode::fine);
    return saidAs(ExitCode::heddleFailed, "write to standard output: not all of it could be written");
}

}  // namespace heddle
