// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace heddle {

// The body of a worker: anything that can be called without arguments, also what can only be moved, as a
// lambda that owns a socket. One that gives nothing gives R{}. Thread: one owner.
template <class R>
class Callable {
public:
    Callable() = default;
    template <class F>
    requires(!std::same_as<std::remove_cvref_t<F>, Callable> && std::invocable<std::decay_t<F>&>)
        Callable(F&& body)
        : m_call([held = std::make_shared<std::decay_t<F>>(std::forward<F>(body))] { return call(*held); }) {}

    R operator()() { return m_call(); }

private:
    template <class F>
    static R call(F& body) {
        if constexpr (std::is_void_v<std::invoke_result_t<F&>> && !std::is_void_v<R>) {
            body();
            return R{};
        } else {
            return static_cast<R>(body());
        }
    }
    std::function<R()> m_call;
};

}  // namespace heddle
