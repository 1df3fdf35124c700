// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <source_location>

namespace heddle {

// Where in the program's source a call stands: std::source_location, where the compiler has it. clang before
// 16 does not with libstdc++ (it lacks __builtin_source_location), but has the builtins that this is made of.
// Thread: any.
#if defined(__cpp_lib_source_location)
using SourceLocation = std::source_location;
#else
class SourceLocation {
public:
    static constexpr SourceLocation current(const char* file = __builtin_FILE(),
                                            std::uint32_t line = __builtin_LINE(),
                                            const char* function = __builtin_FUNCTION()) {
        SourceLocation here;
        here.m_file = file;
        here.m_line = line;
        here.m_function = function;
        return here;
    }
    constexpr const char* file_name() const { return m_file; }
    constexpr std::uint32_t line() const { return m_line; }
    constexpr const char* function_name() const { return m_function; }

private:
    const char* m_file = "";
    const char* m_function = "";
    std::uint32_t m_line = 0;
};
#endif

}  // namespace heddle
