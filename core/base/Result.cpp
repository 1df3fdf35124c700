// SPDX-License-Identifier: MIT
#include "core/base/Result.h"

#include <cerrno>
#include <system_error>

namespace heddle {

tl::unexpected<Error> systemFailure(std::string_view what, int errorCode) {
    return failure(std::string(what) + ": " + std::generic_category().message(errorCode));
}

tl::unexpected<Error> systemFailure(std::string_view what) {
    return systemFailure(what, errno);
}

}  // namespace heddle
