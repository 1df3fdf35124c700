// SPDX-License-Identifier: MIT
#include "core/supervise/ProcFile.h"

#include "core/base/FileDescriptor.h"

#include <cctype>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <unistd.h>

namespace heddle::proc {

std::optional<std::string> contentOf(const std::string& path) {
    const FileDescriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.isOpen())
        return std::nullopt;
    std::string content;
    char block[4096];
    for (ssize_t got = 0; (got = read(file.number(), block, sizeof block)) > 0;)
        content.append(block, static_cast<std::size_t>(got));
    return content;
}

std::string pathOf(std::int32_t pid, const char* name) {
    return "/proc/" + std::to_string(pid) + "/" + name;
}

std::vector<std::int32_t> numbersNamedIn(const std::string& folder) {
    std::vector<std::int32_t> numbers;
    const std::unique_ptr<DIR, int (*)(DIR*)> entries(opendir(folder.c_str()), closedir);
    if (!entries)
        return numbers;
    while (const dirent* entry = readdir(entries.get()))
        if (std::isdigit(static_cast<unsigned char>(entry->d_name[0])))
            numbers.push_back(std::atoi(entry->d_name));
    return numbers;
}

std::string statField(const std::string& stat, int number) {
    std::size_t at = stat.rfind(')');
    for (int field = 2; field < number && at != std::string::npos; ++field)
        at = stat.find(' ', at + 1);
    if (at == std::string::npos)
        return {};
    return stat.substr(at + 1, stat.find_first_of(" \n", at + 1) - at - 1);
}

}  // namespace heddle::proc
