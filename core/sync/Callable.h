// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
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
        : m_body(std::make_unique<Held<std::decay_t<F>>>(std::forward<F>(body))) {}

    R operator()() { return m_body->call(); }

private:
    struct Body {
        virtual ~Body() = default;
        virtual R call() = 0;
    };
    template <class F>
    struct Held final : Body {
        template <class From>
        explicit Held(From&& from) : body(std::forward<From>(from)) {}
        R call() override {
            if constexpr (std::is_void_v<std::invoke_result_t<F&>> && !std::is_void_v<R>) {
                body();
                return R{};
            } else {
                return static_cast<R>(body());
            }
        }
        F body;
    };
    std::unique_ptr<Body> m_body;
};

}  // namespace heddle
