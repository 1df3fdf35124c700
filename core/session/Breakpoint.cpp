// SPDX-License-Identifier: MIT
#include "core/session/Breakpoint.h"

namespace heddle {

Result<Breakpoint> breakpointFrom(std::string_view words) {
    if (words == "trouble")
        return Breakpoint{std::string(words), {}, true};
    Result<Filter> filter = Filter::parse(words);
    if (!filter)
        return tl::unexpected(filter.error());
    if (filter->isEmpty())
        return failure("a breakpoint without words would stop at everything; "
                       "write \"trouble\", or a filter as for `heddle events`");
    return Breakpoint{std::string(words), std::move(*filter), false};
}

}  // namespace heddle
