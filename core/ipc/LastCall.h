// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

namespace heddle {

// What has to be done before this process ends by itself, by exit() or by its body's return: the children of
// a fork do it as well. Thread: one owner; what it calls runs on the thread that ends the process.
class LastCall {
public:
    explicit LastCall(std::function<void()> what);
    ~LastCall();
    LastCall(const LastCall&) = delete;
    LastCall& operator=(const LastCall&) = delete;

    static void callAll();  // the last made first

private:
    std::function<void()> m_what;
};

}  // namespace heddle
