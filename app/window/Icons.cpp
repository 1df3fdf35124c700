// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

// A static library's resources are not there until they are asked for; this must be outside every namespace.
static void loadDrawings() {
    Q_INIT_RESOURCE(icons);
}

namespace heddle {

namespace {

// A drawing in one colour: what is opaque in the file is filled with it.
class TintedDrawing : public QIconEngine {
public:
    TintedDrawing(QString path, QColor color, QColor disabled)
        : m_path(std::move(path)), m_color(color), m_disabled(disabled) {}

    QIconEngine* clone() const override { return new TintedDrawing(m_path, m_color, m_disabled); }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        const qreal ratio = painter->device()->devicePixelRatioF();
        QPixmap drawn = pixmap((QSizeF(rect.size()) * ratio).toSize(), mode, state);
        drawn.setDevicePixelRatio(ratio);
        painter->drawPixmap(rect.topLeft(), drawn);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override {
        QPixmap drawn(size);
        drawn.fill(Qt::transparent);
        QPainter painter(&drawn);
        QSvgRenderer(m_path).render(&painter);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(drawn.rect(), mode == QIcon::Disabled ? m_disabled : m_color);
        return drawn;
    }

private:
    QString m_path;
    QColor m_color, m_disabled;
};

}  // namespace

QIcon iconNamed(const QString& name, const Theme& theme, Tone tone) {
    loadDrawings();
    QColor disabled = theme.color(Tone::mutedText);
    disabled.setAlphaF(0.5);
    return QIcon(new TintedDrawing(QStringLiteral(":/icons/%1.svg").arg(name), theme.color(tone), disabled));
}

QIcon applicationIcon() {
    loadDrawings();
    return QIcon(QStringLiteral(":/icons/heddle.svg"));
}

}  // namespace heddle
