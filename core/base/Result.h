// SPDX-License-Identifier: MIT
// A value, or one sentence that says why there is none.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace heddle {

// One sentence, built where the failure is known, shown as it is: what was tried, on what, what was said.
// Thread: any.
struct Error {
    std::string sentence;
};

template <class T>
using Result = tl::expected<T, Error>;  // to become std::expected

inline tl::unexpected<Error> failure(std::string sentence) {
    return tl::unexpected<Error>{Error{std::move(sentence)}};
}

// "WHAT: No such file or directory", from errno or the given code.
tl::unexpected<Error> systemFailure(std::string_view what);
tl::unexpected<Error> systemFailure(std::string_view what, int errorCode);

}  // namespace heddle
