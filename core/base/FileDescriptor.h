// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

namespace heddle {

// Owns one descriptor and closes it. Thread: one owner.
class FileDescriptor {
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int number) : m_number(number) {}
    FileDescriptor(FileDescriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
    FileDescriptor& operator=(FileDescriptor&& other) noexcept {
        if (this != &other) {
            close();
            m_number = std::exchange(other.m_number, -1);
        }
        return *this;
    }
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;
    ~FileDescriptor() { close(); }

    void close();                                          // closing twice is harmless
    int release() { return std::exchange(m_number, -1); }  // gives the number away, unclosed

    bool isOpen() const { return m_number >= 0; }
    int number() const { return m_number; }  // for system calls; negative when closed

private:
    int m_number = -1;
};

}  // namespace heddle
